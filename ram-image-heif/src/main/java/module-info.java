/** HEIC and AVIF for ram-image, which finds this module by itself. */
module io.github.ram4j.image.heif {
  requires io.github.ram4j;
  requires io.github.ram4j.image;
  requires org.bytedeco.ffmpeg;
  requires org.bytedeco.javacpp;
  requires static org.jspecify;

  provides io.github.ram4j.image.decode.format.OptionalDecoder with
      io.github.ram4j.image.heif.HeifDecoder;
}
