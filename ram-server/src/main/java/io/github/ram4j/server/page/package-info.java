/** The files of the page. */
@NullMarked
package io.github.ram4j.server.page;

import org.jspecify.annotations.NullMarked;
