package io.github.ram4j.locate;

import java.util.Arrays;

/**
 * A builder of a mask from runs of pixels in COCO's order: column by column from the left, each
 * from the top. Runs of one kind are joined. Not thread-safe.
 */
public final class MaskBuilder {
  private final int width;
  private final int height;
  private int[] runs = new int[16];
  private int last;
  private long total;

  /**
   * A builder without pixels.
   *
   * @param width of the image, in pixels, 1 or more
   * @param height of the image, in pixels, 1 or more; at most 2,147,483,647 pixels in all
   * @throws IllegalArgumentException if a side is out of range
   */
  public MaskBuilder(int width, int height) {
    if (width < 1 || height < 1 || (long) width * height > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "mask: expected sides of 1 or more and at most %d pixels, found %d x %d"
              .formatted(Integer.MAX_VALUE, width, height));
    }
    this.width = width;
    this.height = height;
  }

  /**
   * Adds the next pixels.
   *
   * @param inside whether they are the thing's
   * @param count 0 or more
   * @throws IllegalArgumentException if the count is below 0, or the image has fewer pixels left
   */
  public void add(boolean inside, int count) {
    if (count < 0 || count > (long) width * height - total) {
      throw new IllegalArgumentException(
          "mask of %d x %d pixels: expected a run of 0 to %d more, found %d"
              .formatted(width, height, (long) width * height - total, count));
    }
    if (count == 0) {
      return;
    }
    if (inside != (last % 2 == 1)) {
      last++;
      if (last == runs.length) {
        runs = Arrays.copyOf(runs, 2 * last);
      }
    }
    runs[last] += count;
    total += count;
  }

  /**
   * The mask.
   *
   * @return a mask of the pixels that were added
   * @throws IllegalStateException if pixels are missing
   */
  public Mask build() {
    if (total != (long) width * height) {
      throw new IllegalStateException(
          "mask of %d x %d pixels: expected width · height pixels, found %d"
              .formatted(width, height, total));
    }
    return new Mask(width, height, Arrays.copyOf(runs, last + 1));
  }
}
