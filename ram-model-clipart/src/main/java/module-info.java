/** A small RAM that knows drawn icons. */
module io.github.ram4j.clipart {
  requires transitive io.github.ram4j;

  exports io.github.ram4j.clipart;
}
