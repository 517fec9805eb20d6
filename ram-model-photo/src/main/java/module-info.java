/** A tagger for photographs that is not RAM, with RAM's tags. */
module io.github.ram4j.photo {
  requires transitive io.github.ram4j;

  exports io.github.ram4j.photo;
}
