/** Search in a catalogue of images: by words, by a similar image, by a text. */
module io.github.ram4j.search {
  requires com.fasterxml.jackson.core;
  requires transitive io.github.ram4j;
  requires transitive io.github.ram4j.catalog;
  requires io.github.ram4j.view;
  requires static org.jspecify;

  exports io.github.ram4j.search;
  exports io.github.ram4j.search.sheet;
}
