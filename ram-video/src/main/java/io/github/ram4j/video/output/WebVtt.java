package io.github.ram4j.video.output;

import io.github.ram4j.video.TagSegment;
import io.github.ram4j.video.TaggedVideo;
import io.github.ram4j.video.frames.LostPart;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tagged videos as WebVTT, which players show as subtitles: from one change of the tags to the next
 * a cue with all tags that are seen, the surest first. No two cues overlap. Parts that could not be
 * read are notes.
 */
public final class WebVtt {
  private WebVtt() {}

  /**
   * A whole file.
   *
   * @param video to write
   * @return text with line feeds, to be written as UTF-8
   */
  public static String text(TaggedVideo video) {
    StringBuilder text = new StringBuilder("WEBVTT\n");
    for (LostPart part : video.lost()) {
      text.append("\nNOTE not read: ").append(time(part.startMs()));
      text.append(" to ").append(time(part.endMs())).append(", ");
      text.append(plain(part.reason())).append('\n');
    }
    TreeSet<Long> changes = new TreeSet<>();
    for (TagSegment segment : video.segments()) {
      changes.add(segment.startMs());
      changes.add(segment.endMs());
    }
    for (Long start : changes) {
      Long end = changes.higher(start);
      List<TagSegment> seen =
          video.segments().stream()
              .filter(each -> each.startMs() <= start && each.endMs() > start)
              .sorted(Comparator.comparing((TagSegment each) -> -each.best().score()))
              .toList();
      if (end != null && !seen.isEmpty()) {
        text.append('\n').append(time(start)).append(" --> ").append(time(end)).append('\n');
        text.append(
            seen.stream()
                .map(each -> plain(each.best().tag().english()))
                .collect(Collectors.joining(", ")));
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static String time(long ms) {
    long seconds = ms / 1000;
    return "%02d:%02d:%02d.%03d"
        .formatted(seconds / 3600, seconds / 60 % 60, seconds % 60, ms % 1000);
  }

  /** Text that cannot be taken for marks, for an arrow between times, or for a line's end. */
  static String plain(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .strip();
  }
}
