/** An application on the module path that keeps a catalogue. */
module consumer {
  requires io.github.ram4j.catalog;
  requires io.github.ram4j.clipart;
  requires io.github.ram4j.cpu;
  requires io.github.ram4j.metadata;
  requires io.github.ram4j.search;
}
