package io.github.ram4j.video;

import io.github.ram4j.video.frames.FrameSampling;
import java.util.Objects;

/** Options of tagging a video. Immutable. */
public final class VideoOptions {
  private static final VideoOptions DEFAULTS =
      new VideoOptions(FrameSampling.every(1), SegmentRule.defaults());

  private final FrameSampling sampling;
  private final SegmentRule rule;

  private VideoOptions(FrameSampling sampling, SegmentRule rule) {
    this.sampling = Objects.requireNonNull(sampling, "sampling");
    this.rule = Objects.requireNonNull(rule, "rule");
  }

  /**
   * A frame each second, and the usual rule.
   *
   * @return the same at each call
   */
  public static VideoOptions defaults() {
    return DEFAULTS;
  }

  /**
   * The same with other frames.
   *
   * @param frames which are looked at
   * @return new options
   */
  public VideoOptions withSampling(FrameSampling frames) {
    return new VideoOptions(frames, rule);
  }

  /**
   * The same with another rule.
   *
   * @param segments how tags become segments
   * @return new options
   */
  public VideoOptions withRule(SegmentRule segments) {
    return new VideoOptions(sampling, segments);
  }

  /**
   * Which frames are looked at.
   *
   * @return the sampling
   */
  public FrameSampling sampling() {
    return sampling;
  }

  /**
   * How tags become segments.
   *
   * @return the rule
   */
  public SegmentRule rule() {
    return rule;
  }
}
