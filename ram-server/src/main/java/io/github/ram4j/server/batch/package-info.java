/** Inputs that wait, inferred together. */
@NullMarked
package io.github.ram4j.server.batch;

import org.jspecify.annotations.NullMarked;
