/** Tags of videos with the times at which they are seen. */
module io.github.ram4j.video {
  requires transitive io.github.ram4j;
  requires transitive java.desktop;
  requires com.fasterxml.jackson.core;
  requires io.github.ram4j.view;
  requires org.bytedeco.ffmpeg;
  requires org.bytedeco.javacpp;
  requires static org.jspecify;

  exports io.github.ram4j.video;
  exports io.github.ram4j.video.frames;
  exports io.github.ram4j.video.output;
}
