/** An application on the module path. */
module consumer {
  requires io.github.ram4j.clipart;
  requires io.github.ram4j.cpu;
}
