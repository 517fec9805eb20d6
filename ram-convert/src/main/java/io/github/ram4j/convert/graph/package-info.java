/** A small typed builder of ONNX graphs, and their writer. */
package io.github.ram4j.convert.graph;
