/** Sessions of ONNX Runtime: options, graphs of bundles, checks of the machine. */
module io.github.ram4j.runtime {
  requires transitive io.github.ram4j;
  requires transitive com.microsoft.onnxruntime;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.github.ram4j.runtime;
  exports io.github.ram4j.runtime.bundle to
      io.github.ram4j.onnx;
  exports io.github.ram4j.runtime.lifetime to
      io.github.ram4j.onnx,
      io.github.ram4j.spring;
  exports io.github.ram4j.runtime.session to
      io.github.ram4j.onnx,
      io.github.ram4j.quantize;
}
