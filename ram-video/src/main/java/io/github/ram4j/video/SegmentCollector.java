package io.github.ram4j.video;

import io.github.ram4j.Recognition;
import io.github.ram4j.TagScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Gathers the tags of frames to segments, by a {@link SegmentRule}. Not thread-safe. */
final class SegmentCollector {
  private final SegmentRule rule;
  private final List<TagSegment> segments = new ArrayList<>();

  /** Index of a tag in the vocabulary → its segment that has not ended. */
  private final Map<Integer, Open> open = new HashMap<>();

  private int frame = -1;

  SegmentCollector(SegmentRule rule) {
    this.rule = rule;
  }

  /**
   * Adds the next frame.
   *
   * @param timeMs when it is shown
   * @param lostFromMs where a part that was lost begins, if there is one right before the frame
   */
  void add(long timeMs, OptionalLong lostFromMs, Recognition recognition) {
    if (lostFromMs.isPresent()) {
      end(lostFromMs.getAsLong());
    }
    open.values().forEach(segment -> segment.frameAfter(frame, timeMs));
    frame++;
    for (int i = 0; i < recognition.vocabulary().size(); i++) {
      TagScore score = recognition.tagScore(i);
      Open segment = open.get(i);
      if (segment != null && goesOn(segment, score)) {
        segment.see(frame, score);
      } else if (score.holds()) {
        if (segment != null) {
          segments.add(segment.ended());
        }
        open.put(i, new Open(score, timeMs, frame));
      }
    }
    for (Iterator<Open> each = open.values().iterator(); each.hasNext(); ) {
      Open segment = each.next();
      if (frame - segment.lastFrame > rule.bridged()) {
        segments.add(segment.ended());
        each.remove();
      }
    }
  }

  private boolean goesOn(Open segment, TagScore score) {
    boolean isNext = segment.lastFrame == frame - 1;
    return score.holds() || (isNext && score.score() > rule.release() * score.threshold());
  }

  /** Ends all segments, those whose last frame has no frame behind it at this time. */
  private void end(long timeMs) {
    for (Open segment : open.values()) {
      segment.frameAfter(frame, timeMs);
      segments.add(segment.ended());
    }
    open.clear();
  }

  /** How many frames were added. */
  int frames() {
    return frame + 1;
  }

  /** All segments by their beginnings, those that begin together by their scores. */
  List<TagSegment> finish(long endMs) {
    end(endMs);
    segments.sort(
        Comparator.comparingLong(TagSegment::startMs)
            .thenComparing(each -> -each.best().score())
            .thenComparing(each -> each.best().tag().id()));
    return List.copyOf(segments);
  }

  /** A segment that has not ended. */
  private static final class Open {
    private final long startMs;
    private TagScore best;
    private int lastFrame;
    private int frames = 1;
    private long endMs;

    Open(TagScore first, long startMs, int frame) {
      this.best = first;
      this.startMs = startMs;
      this.endMs = startMs;
      this.lastFrame = frame;
    }

    /** The time at which the frame behind {@code frame} is shown: the end, if the tag was in it. */
    void frameAfter(int frame, long timeMs) {
      if (lastFrame == frame) {
        endMs = timeMs;
      }
    }

    void see(int frame, TagScore score) {
      lastFrame = frame;
      frames++;
      if (score.score() > best.score()) {
        best = score;
      }
    }

    TagSegment ended() {
      return new TagSegment(best, startMs, endMs, frames);
    }
  }
}
