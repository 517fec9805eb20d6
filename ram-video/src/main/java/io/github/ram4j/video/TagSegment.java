package io.github.ram4j.video;

import io.github.ram4j.TagScore;
import java.util.Objects;

/**
 * A part of a video in which a tag is seen.
 *
 * @param best the tag, with its score in the frame where that is greatest, above its threshold
 * @param startMs the beginning in milliseconds from that of the video, at least 0
 * @param endMs the end, not before the beginning
 * @param frames number of frames that were looked at and show the tag, at least 1
 */
public record TagSegment(TagScore best, long startMs, long endMs, int frames) {
  /** Checks that there is a tag. */
  public TagSegment {
    Objects.requireNonNull(best, "best");
  }
}
