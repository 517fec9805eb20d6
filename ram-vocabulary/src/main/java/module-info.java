/** Vocabularies of new tags: their descriptions, keyword lists, thresholds and examples. */
module io.github.ram4j.vocabulary {
  requires com.fasterxml.jackson.core;
  requires transitive io.github.ram4j;
  requires transitive io.github.ram4j.evaluate;
  requires static org.jspecify;

  exports io.github.ram4j.vocabulary;
}
