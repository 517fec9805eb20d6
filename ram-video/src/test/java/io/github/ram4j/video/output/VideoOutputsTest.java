package io.github.ram4j.video.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.video.TaggedVideo;
import io.github.ram4j.video.VideoOptions;
import io.github.ram4j.video.VideoTagger;
import io.github.ram4j.video.frames.VideoFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoOutputsTest {
  @TempDir private static Path folder;
  private static TaggedVideo tagged;

  /** Recognizes how bright an image is, under names that need care. */
  private static final class Brightness implements Recognizer {
    private static final TagVocabulary TAGS =
        TagVocabulary.of(
            List.of(
                new Tag(3, "bright & <b>clear</b>", List.of("亮", "明亮"), true),
                new Tag(5, "not --> dark", List.of(), true)),
            new float[] {0.5f, 0.5f});

    @Override
    public ModelInfo model() {
      throw new UnsupportedOperationException("no model");
    }

    @Override
    public TagVocabulary vocabulary() {
      return TAGS;
    }

    @Override
    public Recognition recognize(ImageSource source) {
      BufferedImage image = ((ImageSource.Pixels) source).image();
      int grey = new Color(image.getRGB(image.getWidth() / 2, image.getHeight() / 2)).getGreen();
      return Recognition.ofLogits(TAGS, new float[] {(grey - 180) / 20f, (grey - 90) / 20f});
    }

    @Override
    public void close() {
      // nothing is open
    }
  }

  @BeforeAll
  static void tag() throws IOException {
    Path file = folder.resolve("grey.mp4");
    try (VideoFile video = new VideoFile(file, 64, 48, 0)) {
      for (int i = 0; i < 100; i++) {
        int grey = i < 20 ? 20 : i < 50 ? 140 : i < 70 ? 230 : 20;
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(grey, grey, grey));
        graphics.fillRect(0, 0, 64, 48);
        graphics.dispose();
        video.add(image, 100L * i);
      }
    }
    tagged = new VideoTagger(new Brightness(), VideoOptions.defaults()).tag(file);
  }

  @Test
  void cuesDoNotOverlapAndNamesAreEscaped() {
    assertEquals(
        """
        WEBVTT

        00:00:02.000 --> 00:00:05.000
        not --&gt; dark

        00:00:05.000 --> 00:00:07.000
        not --&gt; dark, bright &amp; &lt;b&gt;clear&lt;/b&gt;
        """,
        WebVtt.text(tagged));
  }

  @Test
  void textHasNoControls() {
    assertEquals("a b &amp;lt;", WebVtt.plain("\u0007a\n\nb &lt;\u2028"));
  }

  @Test
  void jsonHasTheTagsOfSegments() throws IOException {
    String json = VideoJson.line(tagged);
    assertTrue(
        json.startsWith(
            "{\"video\":\""
                + tagged.file().toString().replace("\\", "\\\\")
                + "\",\"duration\":10.000,\"width\":64,\"height\":48,\"frames\":10,\"segments\":[{"
                + "\"id\":5,\"en\":\"not --> dark\",\"zh\":[],\"score\":"),
        json);
    assertTrue(json.contains("\"zh\":[\"亮\",\"明亮\"]"), json);
    assertTrue(json.contains("\"threshold\":0.5,\"start\":5.000,\"end\":7.000}]"), json);
    assertTrue(json.endsWith("],\"lost\":[]}\n"), json);
  }

  @Test
  void theTimelineHasBarsWhereTagsAreSeen() {
    BufferedImage image = TimelineImage.of(tagged);
    assertEquals(1400, image.getWidth());
    // The first row: from 2 to 7 of 10 seconds between the pixels 230 and 1360.
    int row = 54 + 90 + 12 + 13;
    assertEquals(Color.WHITE.getRGB(), image.getRGB(230 + 1130 * 15 / 100, row));
    assertTrue(new Color(image.getRGB(230 + 1130 * 45 / 100, row)).getRed() < 120);
    assertEquals(Color.WHITE.getRGB(), image.getRGB(230 + 1130 * 75 / 100, row));
  }
}
