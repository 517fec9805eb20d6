/**
 * Brings {@code io.github.ram4j.onnx} with the build of ONNX Runtime for the CPU, in place of the
 * one for CUDA. It has no packages of its own.
 */
module io.github.ram4j.cpu {
  requires transitive io.github.ram4j.onnx;
}
