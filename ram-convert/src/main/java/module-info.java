/** Converts published checkpoints to bundles. */
module io.github.ram4j.convert {
  requires com.fasterxml.jackson.core;
  requires transitive io.github.ram4j;
  requires io.github.ram4j.text;

  exports io.github.ram4j.convert;
  exports io.github.ram4j.convert.checkpoint to
      io.github.ram4j.train;
  exports io.github.ram4j.convert.layout to
      io.github.ram4j.train;
  exports io.github.ram4j.convert.tensor to
      io.github.ram4j.train;
}
