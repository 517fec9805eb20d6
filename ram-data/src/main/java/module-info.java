/** Training data as JSON Lines, and what is done to it before training. */
module io.github.ram4j.data {
  requires transitive io.github.ram4j;
  requires com.fasterxml.jackson.core;

  exports io.github.ram4j.data;
}
