/** Tags, captions and regions as XMP, in sidecars and in image files. */
module io.github.ram4j.metadata {
  requires transitive io.github.ram4j;
  requires java.xml;
  requires xmpcore;
  requires static org.jspecify;

  exports io.github.ram4j.metadata;
}
