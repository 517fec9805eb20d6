/** The answers of the API. */
@NullMarked
package io.github.ram4j.server.api;

import org.jspecify.annotations.NullMarked;
