/** Choices about ONNX Runtime that a caller makes. */
@NullMarked
package io.github.ram4j.runtime;

import org.jspecify.annotations.NullMarked;
