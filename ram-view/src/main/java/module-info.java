/** Views of captions, recognitions and scenes: in a terminal, as a web page, on the image. */
module io.github.ram4j.view {
  requires transitive io.github.ram4j;
  requires transitive com.fasterxml.jackson.core;
  requires transitive java.desktop;
  requires static org.jspecify;

  exports io.github.ram4j.view;
  exports io.github.ram4j.view.json;
  exports io.github.ram4j.view.scene;
  exports io.github.ram4j.view.plot to
      io.github.ram4j.train;
  exports io.github.ram4j.view.text to
      io.github.ram4j.search,
      io.github.ram4j.video;
}
