/** Opens bundles in ONNX Runtime and recognizes pictures with them. */
module io.github.ram4j.onnx {
  requires transitive io.github.ram4j;
  requires transitive io.github.ram4j.runtime;
  requires com.microsoft.onnxruntime;
  requires com.twelvemonkeys.common.io;
  requires com.twelvemonkeys.imageio.core;
  requires com.twelvemonkeys.imageio.tiff;
  requires org.atteo.evo.inflector;
  requires org.bytedeco.javacpp;
  requires org.bytedeco.opencv;
  requires org.slf4j;
  requires org.tribuo.tokens;

  exports io.github.ram4j.onnx;
  exports io.github.ram4j.onnx.decode to
      io.github.ram4j.quantize,
      io.github.ram4j.train;
  exports io.github.ram4j.onnx.text to
      io.github.ram4j.data,
      io.github.ram4j.train;
}
