/** Converts published checkpoints to bundles. */
module io.github.ram4j.convert {
  requires transitive io.github.ram4j;

  exports io.github.ram4j.convert;
}
