/** Converts checkpoints to lower precision and measures what that changes. */
module io.github.ram4j.quantize {
  requires transitive io.github.ram4j.convert;
  requires com.microsoft.onnxruntime;
  requires io.github.ram4j.image;
  requires io.github.ram4j.onnx;
  requires io.github.ram4j.runtime;

  exports io.github.ram4j.quantize;
}
