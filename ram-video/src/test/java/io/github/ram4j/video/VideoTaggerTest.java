package io.github.ram4j.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Recognizer;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.video.frames.FrameSampling;
import io.github.ram4j.video.frames.LostPart;
import io.github.ram4j.video.frames.VideoFile;
import io.github.ram4j.video.output.TimelineImage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A video of three minutes, in which things come and go at known times. */
class VideoTaggerTest {
  private static final int SIDE = 256;
  private static final int FPS = 10;
  private static final int SECONDS = 180;
  private static final List<Scene> SCENES =
      List.of(
          new Scene("house", 4.3, 21.7),
          new Scene("pizza", 25.1, 38.9),
          new Scene("frog", 45.6, 52.2),
          new Scene("strawberry", 52.2, 71.4),
          new Scene("house", 88.8, 97.5),
          new Scene("frog", 110.3, 131.9),
          new Scene("pizza", 140.7, 143.1),
          new Scene("strawberry", 150.4, 174.6));

  @TempDir private static Path folder;
  private static Path video;
  private static Recognizer recognizer;

  /** A thing that is seen from one time to another, in seconds. */
  private record Scene(String thing, double start, double end) {}

  @BeforeAll
  static void draw() throws IOException {
    video = folder.resolve("three minutes.mp4");
    try (VideoFile file = new VideoFile(video, SIDE, SIDE, 0)) {
      for (int i = 0; i < FPS * SECONDS; i++) {
        file.add(frame((double) i / FPS), 1000L * i / FPS);
      }
    }
    recognizer = RamModels.open(ClipartModels.ram(), ModelOptions.defaults());
  }

  @AfterAll
  static void close() {
    recognizer.close();
  }

  /** A thing that sways a little, or an empty ground. */
  private static BufferedImage frame(double seconds) throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, SIDE, SIDE);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    for (Scene scene : SCENES) {
      if (scene.start() <= seconds && seconds < scene.end()) {
        int x = (int) (6 * Math.sin(seconds));
        graphics.drawImage(thing(scene.thing()), x, 3, SIDE, SIDE, null);
      }
    }
    graphics.dispose();
    return image;
  }

  private static BufferedImage thing(String name) throws IOException {
    return ImageIO.read(Path.of("../ram-examples/samples", name + ".png").toFile());
  }

  @Test
  void segmentsAreWithinOneIntervalOfTheTruth() throws IOException {
    VideoTagger tagger = new VideoTagger(recognizer, VideoOptions.defaults());
    TaggedVideo tagged = tagger.tag(video);
    assertEquals(180, tagged.frames());
    assertEquals(180_000, tagged.endMs());
    assertEquals(List.of(), tagged.lost());
    List<TagSegment> drawn =
        tagged.segments().stream().filter(each -> isDrawn(each.best().tag().english())).toList();
    assertEquals(SCENES.size(), drawn.size(), drawn.toString());
    for (int i = 0; i < drawn.size(); i++) {
      Scene scene = SCENES.get(i);
      assertEquals(scene.thing(), drawn.get(i).best().tag().english());
      assertEquals(1000 * scene.start(), (double) drawn.get(i).startMs(), 1000);
      assertEquals(1000 * scene.end(), (double) drawn.get(i).endMs(), 1000);
    }
    String keep = System.getProperty("ram.video.timeline");
    if (keep != null) {
      ImageIO.write(TimelineImage.of(tagged), "png", Path.of(keep).toFile());
    }
  }

  private static boolean isDrawn(String english) {
    return SCENES.stream().anyMatch(scene -> scene.thing().equals(english));
  }

  @Test
  void scenesGiveTheSameWithFewFrames() throws IOException {
    VideoOptions scenes = VideoOptions.defaults().withSampling(FrameSampling.scenes());
    TaggedVideo tagged = new VideoTagger(recognizer, scenes).tag(video);
    assertTrue(tagged.frames() < 60, "frames: " + tagged.frames());
    TagSegment first =
        tagged.segments().stream()
            .filter(each -> each.best().tag().english().equals("pizza"))
            .findFirst()
            .orElseThrow();
    assertEquals(25_100.0, (double) first.startMs(), 10_000);
  }

  @Test
  void goesOnBehindABrokenMiddle() throws IOException {
    byte[] bytes = Files.readAllBytes(video);
    Arrays.fill(bytes, bytes.length * 45 / 100, bytes.length * 55 / 100, (byte) 0);
    Path broken = Files.write(folder.resolve("broken.mp4"), bytes);
    TaggedVideo tagged = new VideoTagger(recognizer, VideoOptions.defaults()).tag(broken);
    assertFalse(tagged.lost().isEmpty());
    LostPart first = tagged.lost().get(0);
    LostPart last = tagged.lost().get(tagged.lost().size() - 1);
    assertEquals(180_000, tagged.endMs());
    // What is whole on both sides is as if nothing had happened.
    for (Scene scene : SCENES) {
      boolean isWhole = 1000 * scene.end() < first.startMs() || 1000 * scene.start() > last.endMs();
      boolean isFound =
          tagged.segments().stream()
              .anyMatch(
                  each ->
                      each.best().tag().english().equals(scene.thing())
                          && Math.abs(each.startMs() - 1000 * scene.start()) <= 1000
                          && Math.abs(each.endMs() - 1000 * scene.end()) <= 1000);
      assertTrue(!isWhole || isFound, scene + " in " + tagged.segments());
    }
    assertTrue(
        tagged.segments().stream()
            .noneMatch(each -> each.startMs() > first.startMs() && each.endMs() < first.endMs()),
        tagged.segments().toString());
    String keep = System.getProperty("ram.video.timeline");
    if (keep != null) {
      ImageIO.write(TimelineImage.of(tagged), "png", Path.of(keep + ".broken.png").toFile());
    }
  }
}
