/** ONNX files that others exported. */
package io.github.ram4j.onnx.exported;
