/** Descriptions of new tags by a chat model. */
module io.github.ram4j.describe {
  requires com.fasterxml.jackson.core;
  requires transitive io.github.ram4j;
  requires transitive io.github.ram4j.vocabulary;
  requires transitive langchain4j.core;
  requires static org.jspecify;

  exports io.github.ram4j.describe;
}
