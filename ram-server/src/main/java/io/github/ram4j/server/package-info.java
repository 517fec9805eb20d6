/** An HTTP server of open models: an API, a page, metrics. */
@NullMarked
package io.github.ram4j.server;

import org.jspecify.annotations.NullMarked;
