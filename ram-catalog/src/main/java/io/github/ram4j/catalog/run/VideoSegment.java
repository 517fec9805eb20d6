package io.github.ram4j.catalog.run;

import io.github.ram4j.TagScore;
import java.util.Objects;

/**
 * A part of a video in which a tag is seen, a row of the table {@code segment}.
 *
 * @param tag with its greatest score there
 * @param startMs the beginning in milliseconds from that of the video
 * @param endMs the end
 */
public record VideoSegment(TagScore tag, long startMs, long endMs) {
  /** Checks that there is a tag. */
  public VideoSegment {
    Objects.requireNonNull(tag, "tag");
  }
}
