package io.github.ram4j.video.frames;

import java.awt.image.BufferedImage;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A frame of a video.
 *
 * @param timeMs when it is shown, in milliseconds from the beginning, at least 0
 * @param lostFromMs empty, unless a part before this frame could not be read: where that part
 *     begins
 * @param image upright, of the type {@link BufferedImage#TYPE_3BYTE_BGR}
 */
public record VideoFrame(long timeMs, OptionalLong lostFromMs, BufferedImage image) {
  /** Checks that there is an image. */
  public VideoFrame {
    Objects.requireNonNull(lostFromMs, "lostFromMs");
    Objects.requireNonNull(image, "image");
  }
}
