/** The API of ram4j, the tag lists of RAM and Tag2Text, and the bundle format. */
module io.github.ram4j {
  requires transitive java.desktop;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.github.ram4j;
  exports io.github.ram4j.bundle;
  exports io.github.ram4j.bytes to
      io.github.ram4j.catalog,
      io.github.ram4j.convert,
      io.github.ram4j.search,
      io.github.ram4j.server;
  exports io.github.ram4j.files to
      io.github.ram4j.catalog,
      io.github.ram4j.convert,
      io.github.ram4j.data,
      io.github.ram4j.image,
      io.github.ram4j.metadata,
      io.github.ram4j.onnx,
      io.github.ram4j.parquet,
      io.github.ram4j.runtime,
      io.github.ram4j.search,
      io.github.ram4j.train,
      io.github.ram4j.vocabulary;
  exports io.github.ram4j.locate;
  exports io.github.ram4j.prompts;
  exports io.github.ram4j.lines to
      io.github.ram4j.catalog,
      io.github.ram4j.convert,
      io.github.ram4j.data,
      io.github.ram4j.evaluate,
      io.github.ram4j.vocabulary;
}
