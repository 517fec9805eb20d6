/** A catalogue of images on disk: their tags, captions and embeddings in one SQLite file. */
module io.github.ram4j.catalog {
  requires com.fasterxml.jackson.core;
  requires transitive io.github.ram4j;
  requires transitive io.github.ram4j.metadata;
  requires io.github.ram4j.view;
  requires transitive io.github.ram4j.vocabulary;
  requires transitive java.sql;
  requires static org.jspecify;
  requires org.xerial.sqlitejdbc;

  exports io.github.ram4j.catalog;
  exports io.github.ram4j.catalog.filter;
  exports io.github.ram4j.catalog.output;
  exports io.github.ram4j.catalog.run;
  exports io.github.ram4j.catalog.scan;
}
