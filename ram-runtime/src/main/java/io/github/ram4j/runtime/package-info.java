/** Choices about ONNX Runtime that a caller makes. */
package io.github.ram4j.runtime;
