package io.github.ram4j.video.frames;

import java.util.Objects;

/**
 * What a video says of itself.
 *
 * @param width of its frames in pixels, upright and with square pixels
 * @param height of its frames in pixels, likewise
 * @param durationMs length in milliseconds, as the file announces it; -1 where it does not
 * @param codec name of the compression, for example {@code h264}
 */
public record VideoInfo(int width, int height, long durationMs, String codec) {
  /** Checks that there is a codec. */
  public VideoInfo {
    Objects.requireNonNull(codec, "codec");
  }
}
