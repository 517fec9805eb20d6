/** Figures of requests, batches and memory, for Prometheus. */
@NullMarked
package io.github.ram4j.server.metrics;

import org.jspecify.annotations.NullMarked;
