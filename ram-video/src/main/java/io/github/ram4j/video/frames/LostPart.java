package io.github.ram4j.video.frames;

import java.util.Objects;

/**
 * A part of a video that could not be read.
 *
 * @param startMs its beginning, in milliseconds from that of the video
 * @param endMs its end, at least the beginning
 * @param reason in words
 */
public record LostPart(long startMs, long endMs, String reason) {
  /** Checks that there is a reason. */
  public LostPart {
    Objects.requireNonNull(reason, "reason");
  }
}
