/** A small RAM and a small Tag2Text that know drawn icons. */
module io.github.ram4j.clipart {
  requires transitive io.github.ram4j;

  exports io.github.ram4j.clipart;
}
