package io.github.ram4j.video.output;

import io.github.ram4j.video.TagSegment;
import io.github.ram4j.video.TaggedVideo;
import io.github.ram4j.video.frames.LostPart;
import io.github.ram4j.video.frames.VideoFrame;
import io.github.ram4j.view.text.Typesetter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A timeline of a tagged video: frames above, below them a row for each tag with a bar where it is
 * seen, the darker the surer, and hatched what could not be read. Needs neither fonts nor a screen.
 */
public final class TimelineImage {
  private static final int WIDTH = 1400;
  private static final int NAMES = 230;
  private static final int RIGHT = 40;
  private static final int TITLE = 54;
  private static final int FRAMES = 90;
  private static final int GAP = 12;
  private static final int ROW = 26;
  private static final int AXIS = 46;
  private static final int TEXT_SIZE = 16;
  private static final int TITLE_SIZE = 20;
  private static final int MOST_ROWS = 60;
  private static final Color INK = new Color(0x1f2328);
  private static final Color FAINT = new Color(0x59636e);
  private static final Color RULE = new Color(0xe3e7eb);
  private static final Color BAR = new Color(0x0a6ebd);
  private static final Color LOST = new Color(0xc9ced4);

  private final Typesetter typesetter = new Typesetter();
  private final TaggedVideo video;
  private final List<List<TagSegment>> rows;
  private final int leftOut;

  private TimelineImage(TaggedVideo video) {
    this.video = video;
    Collection<List<TagSegment>> all = byTag(video.segments()).values();
    this.rows = all.stream().limit(MOST_ROWS).toList();
    this.leftOut = all.size() - rows.size();
  }

  /**
   * Draws a video.
   *
   * @param video to draw; of more than 60 tags those that are seen first, and the number of others
   * @return 1400 pixels wide, without alpha
   */
  public static BufferedImage of(TaggedVideo video) {
    return new TimelineImage(video).draw();
  }

  private static Map<Integer, List<TagSegment>> byTag(List<TagSegment> segments) {
    Map<Integer, List<TagSegment>> rows = new LinkedHashMap<>();
    for (TagSegment segment : segments) {
      rows.computeIfAbsent(segment.best().tag().id(), none -> new ArrayList<>()).add(segment);
    }
    return rows;
  }

  private BufferedImage draw() {
    int bottom = TITLE + FRAMES + GAP + Math.max(1, rows.size()) * ROW;
    BufferedImage image = new BufferedImage(WIDTH, bottom + AXIS, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    drawTitle(graphics);
    drawAxis(graphics, bottom);
    drawFrames(graphics);
    for (LostPart part : video.lost()) {
      hatch(graphics, x(part.startMs()), Math.max(x(part.endMs()), x(part.startMs()) + 2), bottom);
    }
    for (int i = 0; i < rows.size(); i++) {
      drawRow(graphics, rows.get(i), TITLE + FRAMES + GAP + i * ROW);
    }
    if (rows.isEmpty()) {
      graphics.setColor(FAINT);
      typesetter.draw(graphics, "no tag was seen", NAMES, bottom - 8, TEXT_SIZE);
    }
    graphics.dispose();
    return image;
  }

  private int x(long ms) {
    long whole = Math.max(1, video.endMs());
    return NAMES + (int) ((double) Math.min(ms, whole) / whole * (WIDTH - NAMES - RIGHT));
  }

  private void drawTitle(Graphics2D graphics) {
    String name = String.valueOf(video.file().getFileName());
    String frames = video.frames() == 1 ? "1 frame" : video.frames() + " frames";
    String rest = leftOut == 0 ? "" : ", %d more tags".formatted(leftOut);
    String text = ", %s, %s looked at%s".formatted(time(video.endMs()), frames, rest);
    double space = WIDTH - 40 - typesetter.width(text, TITLE_SIZE);
    graphics.setColor(INK);
    typesetter.draw(
        graphics, typesetter.shortened(name, TITLE_SIZE, space) + text, 20, 36, TITLE_SIZE);
  }

  private void drawAxis(Graphics2D graphics, int bottom) {
    long step = step();
    for (long at = 0; at <= video.endMs(); at += step) {
      graphics.setColor(RULE);
      graphics.drawLine(x(at), TITLE + FRAMES + 4, x(at), bottom);
      graphics.setColor(FAINT);
      String text = time(at);
      double width = typesetter.width(text, TEXT_SIZE);
      typesetter.draw(graphics, text, x(at) - width / 2, bottom + 24, TEXT_SIZE);
    }
    graphics.setColor(FAINT);
    graphics.drawLine(NAMES, bottom, WIDTH - RIGHT, bottom);
  }

  /** The time between two numbers of the axis, at most 12 of them. */
  private long step() {
    long[] seconds = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600};
    for (long each : seconds) {
      if (video.endMs() <= 12_000 * each) {
        return 1000 * each;
      }
    }
    return (video.endMs() / 12 / 3_600_000 + 1) * 3_600_000;
  }

  /** Frames where they are shown, as many as fit without hiding each other. */
  private void drawFrames(Graphics2D graphics) {
    int free = NAMES;
    for (VideoFrame frame : video.thumbnails()) {
      int left = x(frame.timeMs());
      int width = frame.image().getWidth();
      if (left >= free && left + width <= WIDTH - RIGHT) {
        graphics.drawImage(frame.image(), left, TITLE, null);
        graphics.setColor(RULE);
        graphics.drawRect(left, TITLE, width - 1, frame.image().getHeight() - 1);
        free = left + width + 6;
      }
    }
  }

  private void drawRow(Graphics2D graphics, List<TagSegment> segments, int top) {
    graphics.setColor(INK);
    String name = segments.get(0).best().tag().english();
    String shown = typesetter.shortened(name, TEXT_SIZE, NAMES - 40.0);
    double width = typesetter.width(shown, TEXT_SIZE);
    typesetter.draw(graphics, shown, NAMES - 14 - width, top + 19, TEXT_SIZE);
    for (TagSegment segment : segments) {
      int left = x(segment.startMs());
      graphics.setColor(shade(segment.best().score()));
      graphics.fillRoundRect(left, top + 5, Math.max(3, x(segment.endMs()) - left), ROW - 9, 6, 6);
    }
  }

  /** The bar's colour: of a score of 1 in full, of lower ones lighter. */
  private static Color shade(float score) {
    double part = 0.35 + 0.65 * Math.max(0, Math.min(1, score));
    return new Color(mix(BAR.getRed(), part), mix(BAR.getGreen(), part), mix(BAR.getBlue(), part));
  }

  private static int mix(int value, double part) {
    return (int) Math.round(255 + (value - 255) * part);
  }

  private static void hatch(Graphics2D graphics, int left, int right, int bottom) {
    Graphics2D inside = (Graphics2D) graphics.create();
    int top = TITLE + FRAMES + 4;
    inside.clipRect(left, top, right - left, bottom - top);
    inside.setColor(LOST);
    for (int x = left - (bottom - top); x < right; x += 7) {
      inside.drawLine(x, bottom, x + bottom - top, top);
    }
    inside.drawRect(left, top, right - left - 1, bottom - top - 1);
    inside.dispose();
  }

  private static String time(long ms) {
    long seconds = ms / 1000;
    return seconds >= 3600
        ? "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60)
        : "%d:%02d".formatted(seconds / 60, seconds % 60);
  }
}
