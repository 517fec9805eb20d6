package io.github.ram4j.video;

import io.github.ram4j.video.frames.VideoFrame;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A few small frames, spread over a video of unknown length: whenever there are too many, every
 * other one is dropped. Not thread-safe.
 */
final class Thumbnails {
  private static final int MOST = 24;
  private static final int HEIGHT = 90;
  private static final int MOST_WIDTH = 240;

  private final List<VideoFrame> kept = new ArrayList<>();
  private int step = 1;
  private int seen;

  void add(VideoFrame frame) {
    if (seen++ % step != 0) {
      return;
    }
    kept.add(new VideoFrame(frame.timeMs(), OptionalLong.empty(), small(frame.image())));
    if (kept.size() > MOST) {
      for (int i = kept.size() - 1; i > 0; i -= 1) {
        if (i % 2 == 1) {
          kept.remove(i);
        }
      }
      step *= 2;
    }
  }

  List<VideoFrame> all() {
    return List.copyOf(kept);
  }

  private static BufferedImage small(BufferedImage image) {
    int height = Math.min(HEIGHT, image.getHeight());
    long width = Math.max(1, Math.round((double) image.getWidth() * height / image.getHeight()));
    BufferedImage small =
        new BufferedImage((int) Math.min(MOST_WIDTH, width), height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = small.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    // By halves, since the JDK looks at four samples alone.
    BufferedImage from = image;
    while (from.getHeight() >= 2 * height && from.getWidth() >= 2 * small.getWidth()) {
      from = half(from);
    }
    graphics.drawImage(from, 0, 0, small.getWidth(), height, null);
    graphics.dispose();
    return small;
  }

  private static BufferedImage half(BufferedImage image) {
    int width = image.getWidth() / 2;
    int height = image.getHeight() / 2;
    BufferedImage half = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = half.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return half;
  }
}
