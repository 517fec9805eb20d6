package io.github.ram4j;

import java.nio.FloatBuffer;
import java.util.Objects;

/**
 * Where a tagging head looks for a tag: the shares of its attention that go to each part of the
 * image. A hint, and no box: attention says what a model reads, not where a thing ends, and it is
 * there for tags that the image does not show, too.
 *
 * <p>The map lies over the whole upright image, row by row from its upper left corner; all parts
 * are of one size. Immutable and thread-safe.
 */
public final class TagAttention {
  private final Tag tag;
  private final int rows;
  private final int columns;
  private final float[] shares;

  private TagAttention(Tag tag, int rows, int columns, float[] shares) {
    this.tag = tag;
    this.rows = rows;
    this.columns = columns;
    this.shares = shares;
  }

  /**
   * A map of these shares; for recognizers.
   *
   * @param tag the tag that looks
   * @param rows 1 or more
   * @param columns 1 or more
   * @param shares float32 [rows, columns], 0 or more each; not copied, must not be changed
   *     afterwards
   * @return the map
   * @throws IllegalArgumentException if the shares do not fit, or one is no number
   */
  public static TagAttention of(Tag tag, int rows, int columns, float[] shares) {
    Objects.requireNonNull(tag, "tag");
    if (rows < 1 || columns < 1 || (long) rows * columns != shares.length) {
      throw new IllegalArgumentException(
          "attention of %s: expected %d x %d shares, found %d"
              .formatted(tag.english(), rows, columns, shares.length));
    }
    for (float share : shares) {
      if (!(share >= 0 && share < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "attention of %s: expected shares of 0 or more, found %s"
                .formatted(tag.english(), share));
      }
    }
    return new TagAttention(tag, rows, columns, shares);
  }

  /**
   * The tag that looks.
   *
   * @return as it was asked for
   */
  public Tag tag() {
    return tag;
  }

  /**
   * The number of rows.
   *
   * @return 1 or more, 12 for the published models
   */
  public int rows() {
    return rows;
  }

  /**
   * The number of columns.
   *
   * @return 1 or more, 12 for the published models
   */
  public int columns() {
    return columns;
  }

  /**
   * The share of a part.
   *
   * @param row from 0, downwards
   * @param column from 0, to the right
   * @return 0 to 1; all parts and the mean of the image, which is in no map, make 1
   */
  public float share(int row, int column) {
    return shares[Objects.checkIndex(row, rows) * columns + Objects.checkIndex(column, columns)];
  }

  /**
   * All shares.
   *
   * @return float32 [rows, columns]; a read-only view
   */
  public FloatBuffer shares() {
    return FloatBuffer.wrap(shares).asReadOnlyBuffer();
  }

  /**
   * The part that gets the most.
   *
   * @return its middle; of equal ones the first
   */
  public Peak peak() {
    int best = 0;
    for (int i = 1; i < shares.length; i++) {
      best = shares[i] > shares[best] ? i : best;
    }
    return new Peak((best % columns + 0.5) / columns, (Math.floorDiv(best, columns) + 0.5) / rows);
  }

  /**
   * A point of an image.
   *
   * @param x as a part of its width, 0 to 1 from the left
   * @param y as a part of its height, 0 to 1 from the top
   */
  public record Peak(double x, double y) {}

  /** Tag and size, for people. */
  @Override
  public String toString() {
    return "TagAttention[%s, %d x %d]".formatted(tag.english(), rows, columns);
  }
}
