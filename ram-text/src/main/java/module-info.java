/** Tokenizers, inflections, and mentions of tags in texts. */
module io.github.ram4j.text {
  requires transitive io.github.ram4j;
  requires org.atteo.evo.inflector;
  requires org.tribuo.tokens;
  requires static org.jspecify;

  exports io.github.ram4j.text to
      io.github.ram4j.convert,
      io.github.ram4j.data,
      io.github.ram4j.onnx,
      io.github.ram4j.train;
}
