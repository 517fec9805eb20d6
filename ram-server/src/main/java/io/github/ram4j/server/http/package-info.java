/** Requests that are bounded, guarded and answered, errors included. */
@NullMarked
package io.github.ram4j.server.http;

import org.jspecify.annotations.NullMarked;
