package io.github.ram4j.locate;

import java.util.Objects;

/**
 * Options of locating. Immutable and thread-safe: {@link #defaults()}, {@link #ofDemo()} and the
 * {@code with…} methods make them.
 */
public final class LocateOptions {
  private static final float BOX_THRESHOLD = 0.35f;
  private static final float WORD_THRESHOLD = 0.25f;
  private static final float OVERLAP = 0.5f;
  private static final float DEMO_BOX_THRESHOLD = 0.25f;
  private static final float DEMO_WORD_THRESHOLD = 0.2f;

  private final float boxThreshold;
  private final float wordThreshold;
  private final float overlapOfTag;
  private final float overlapOfAll;
  private final int limit;
  private final TagJoining joining;

  private LocateOptions(
      float boxThreshold,
      float wordThreshold,
      float overlapOfTag,
      float overlapOfAll,
      int limit,
      TagJoining joining) {
    this.boxThreshold = share("box threshold", boxThreshold);
    this.wordThreshold = share("word threshold", wordThreshold);
    this.overlapOfTag = share("overlap", overlapOfTag);
    this.overlapOfAll = share("overlap", overlapOfAll);
    if (limit < 0) {
      throw new IllegalArgumentException("limit of regions: expected 0 or more, found " + limit);
    }
    this.limit = limit;
    this.joining = Objects.requireNonNull(joining, "joining");
  }

  private static float share(String what, float value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("%s: expected 0 to 1, found %s".formatted(what, value));
    }
    return value;
  }

  /**
   * Scores above 0.35, words above 0.25, of boxes of one tag that overlap by more than a half the
   * best one, any number of regions, a sentence for each tag.
   *
   * @return the options
   */
  public static LocateOptions defaults() {
    return new LocateOptions(
        BOX_THRESHOLD, WORD_THRESHOLD, OVERLAP, 1, Integer.MAX_VALUE, TagJoining.SENTENCES);
  }

  /**
   * Options as in Grounded-SAM's demo with RAM: scores above 0.25, words above 0.2, of any boxes
   * that overlap by more than a half the best one, tags as a list.
   *
   * @return the options
   */
  public static LocateOptions ofDemo() {
    return new LocateOptions(
        DEMO_BOX_THRESHOLD, DEMO_WORD_THRESHOLD, 1, OVERLAP, Integer.MAX_VALUE, TagJoining.LIST);
  }

  /**
   * Options with another threshold of boxes.
   *
   * @param score 0 to 1, which a region's score is above
   * @return new options
   */
  public LocateOptions withBoxThreshold(float score) {
    return new LocateOptions(score, wordThreshold, overlapOfTag, overlapOfAll, limit, joining);
  }

  /**
   * Options with another threshold of the words of a phrase.
   *
   * @param score 0 to 1, which the scores of a region's words are above
   * @return new options
   */
  public LocateOptions withWordThreshold(float score) {
    return new LocateOptions(boxThreshold, score, overlapOfTag, overlapOfAll, limit, joining);
  }

  /**
   * Options with another overlap of the boxes of one tag: one that overlaps a better one of the
   * same tag by more is left out.
   *
   * @param overlap 0 to 1; 1 leaves none out
   * @return new options
   */
  public LocateOptions withOverlapOfTag(float overlap) {
    return new LocateOptions(boxThreshold, wordThreshold, overlap, overlapOfAll, limit, joining);
  }

  /**
   * Options with another overlap of boxes, whatever their tags: one that overlaps a better one by
   * more is left out.
   *
   * @param overlap 0 to 1; 1 leaves none out
   * @return new options
   */
  public LocateOptions withOverlapOfAll(float overlap) {
    return new LocateOptions(boxThreshold, wordThreshold, overlapOfTag, overlap, limit, joining);
  }

  /**
   * Options with a limit on regions.
   *
   * @param regions the most, the best of all; 0 or more
   * @return new options
   */
  public LocateOptions withLimit(int regions) {
    return new LocateOptions(
        boxThreshold, wordThreshold, overlapOfTag, overlapOfAll, regions, joining);
  }

  /**
   * Options with another joining of tags.
   *
   * @param how tags become a caption
   * @return new options
   */
  public LocateOptions withJoining(TagJoining how) {
    return new LocateOptions(boxThreshold, wordThreshold, overlapOfTag, overlapOfAll, limit, how);
  }

  /**
   * The threshold of boxes.
   *
   * @return 0 to 1
   */
  public float boxThreshold() {
    return boxThreshold;
  }

  /**
   * The threshold of the words of a phrase.
   *
   * @return 0 to 1
   */
  public float wordThreshold() {
    return wordThreshold;
  }

  /**
   * The largest overlap with a better box of the same tag.
   *
   * @return 0 to 1
   */
  public float overlapOfTag() {
    return overlapOfTag;
  }

  /**
   * The largest overlap with a better box of any tag.
   *
   * @return 0 to 1
   */
  public float overlapOfAll() {
    return overlapOfAll;
  }

  /**
   * The most regions.
   *
   * @return 0 or more
   */
  public int limit() {
    return limit;
  }

  /**
   * The joining of tags.
   *
   * @return how tags become a caption
   */
  public TagJoining joining() {
    return joining;
  }
}
