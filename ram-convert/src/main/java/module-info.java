/** Converts published checkpoints to bundles. */
module io.github.ram4j.convert {
  requires com.fasterxml.jackson.core;
  requires transitive io.github.ram4j;

  exports io.github.ram4j.convert;
}
