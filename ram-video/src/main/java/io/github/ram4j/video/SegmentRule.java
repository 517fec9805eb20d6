package io.github.ram4j.video;

/**
 * How tags of frames become segments. Immutable.
 *
 * <p>A segment begins with a frame that the tag holds in: its score is above its threshold. It goes
 * on while the score is above a part of the threshold ({@link #release}), so that a tag near its
 * threshold does not come and go. It also goes on over a few frames below that ({@link #bridged}),
 * if the tag holds in the frame right behind them. A part of the video that could not be read ends
 * all segments. A segment ends where the frame behind its last one is shown.
 */
public final class SegmentRule {
  private static final SegmentRule DEFAULTS = new SegmentRule(0.8, 1);

  private final double release;
  private final int bridged;

  private SegmentRule(double release, int bridged) {
    this.release = release;
    this.bridged = bridged;
  }

  /**
   * The usual rule: a segment goes on above 0.8 of the threshold, and over one frame below.
   *
   * @return the same at each call
   */
  public static SegmentRule defaults() {
    return DEFAULTS;
  }

  /**
   * The rule with another end.
   *
   * @param part of the threshold, more than 0, at most 1
   * @return a new rule
   * @throws IllegalArgumentException if it is out of the range
   */
  public SegmentRule withRelease(double part) {
    if (!(part > 0 && part <= 1)) {
      throw new IllegalArgumentException(
          "release of a segment: expected a part of the threshold, more than 0, at most 1, found "
              + part);
    }
    return new SegmentRule(part, bridged);
  }

  /**
   * The rule with other gaps.
   *
   * @param frames that a segment goes on over, at least 0
   * @return a new rule
   * @throws IllegalArgumentException if it is negative
   */
  public SegmentRule withBridged(int frames) {
    if (frames < 0) {
      throw new IllegalArgumentException(
          "frames within a segment's gap: expected 0 or more, found " + frames);
    }
    return new SegmentRule(release, frames);
  }

  /**
   * The part of a tag's threshold above which a segment goes on.
   *
   * @return more than 0, at most 1
   */
  public double release() {
    return release;
  }

  /**
   * The most frames without the tag within a segment.
   *
   * @return at least 0
   */
  public int bridged() {
    return bridged;
  }
}
