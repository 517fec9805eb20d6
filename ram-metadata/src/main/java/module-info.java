/**
 * Tags, captions and regions as XMP, in sidecars and in image files.
 *
 * <p>XMPCore has no module name but that of its file, {@code xmpcore-VERSION.jar}: keep that name
 * on a module path.
 */
module io.github.ram4j.metadata {
  requires transitive io.github.ram4j;
  requires java.xml;
  requires xmpcore;
  requires static org.jspecify;

  exports io.github.ram4j.metadata;
}
