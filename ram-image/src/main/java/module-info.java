/** Decoding, resizing and normalization of images to tensors. */
module io.github.ram4j.image {
  requires transitive io.github.ram4j;
  requires com.twelvemonkeys.common.io;
  requires com.twelvemonkeys.imageio.core;
  requires com.twelvemonkeys.imageio.tiff;
  requires org.bytedeco.javacpp;
  requires org.bytedeco.opencv;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.github.ram4j.image;
  exports io.github.ram4j.image.outline;
  exports io.github.ram4j.image.batch to
      io.github.ram4j.onnx,
      io.github.ram4j.quantize;
  exports io.github.ram4j.image.decode to
      io.github.ram4j.image.heif,
      io.github.ram4j.onnx,
      io.github.ram4j.quantize,
      io.github.ram4j.train;
  exports io.github.ram4j.image.decode.format to
      io.github.ram4j.image.heif,
      io.github.ram4j.onnx,
      io.github.ram4j.quantize,
      io.github.ram4j.train;
  exports io.github.ram4j.image.pixels to
      io.github.ram4j.image.heif,
      io.github.ram4j.onnx,
      io.github.ram4j.quantize,
      io.github.ram4j.train;
  exports io.github.ram4j.image.resize to
      io.github.ram4j.onnx,
      io.github.ram4j.quantize,
      io.github.ram4j.train;

  uses io.github.ram4j.image.decode.format.OptionalDecoder;
}
