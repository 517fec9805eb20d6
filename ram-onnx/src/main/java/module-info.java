/** Opens bundles and recognizes images with them. */
module io.github.ram4j.onnx {
  requires transitive io.github.ram4j;
  requires transitive io.github.ram4j.image;
  requires transitive io.github.ram4j.runtime;
  requires com.microsoft.onnxruntime;
  requires io.github.ram4j.text;

  exports io.github.ram4j.onnx;
}
