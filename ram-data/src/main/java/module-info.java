/** Training data as JSON Lines, and its preparation: tags of captions, generated tags, cleaning. */
module io.github.ram4j.data {
  requires transitive io.github.ram4j;
  requires com.fasterxml.jackson.core;
  requires io.github.ram4j.text;
  requires org.apache.lucene.analysis.common;
  requires org.apache.lucene.core;

  exports io.github.ram4j.data;
}
