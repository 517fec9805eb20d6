package io.github.ram4j.locate;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;

/**
 * The pixels of a thing in an image, as run lengths in COCO's order: column by column from the
 * left, each from the top, the first run outside. Immutable.
 *
 * <p>Runs are as COCO's tools write them: all but the first are 1 or more.
 */
public final class Mask {
  private final int width;
  private final int height;
  private final int[] runs;

  /** Takes over canonical runs. */
  Mask(int width, int height, int[] runs) {
    this.width = width;
    this.height = height;
    this.runs = runs;
  }

  /**
   * A mask of run lengths.
   *
   * @param width of the image, in pixels, 1 or more
   * @param height of the image, in pixels, 1 or more
   * @param runs alternately outside and inside, none below 0, width · height in all; runs of length
   *     0 are joined
   * @return the mask
   * @throws IllegalArgumentException if the runs do not fit the size
   */
  public static Mask ofRuns(int width, int height, int... runs) {
    MaskBuilder builder = new MaskBuilder(width, height);
    long total = 0;
    for (int i = 0; i < runs.length; i++) {
      builder.add(i % 2 == 1, runs[i]);
      total += runs[i];
    }
    if (total != (long) width * height) {
      throw new IllegalArgumentException(
          "mask of %d x %d pixels: expected runs of width · height pixels in all, found %d"
              .formatted(width, height, total));
    }
    return builder.build();
  }

  /**
   * A mask of bits.
   *
   * @param width of the image, in pixels, 1 or more
   * @param height of the image, in pixels, 1 or more
   * @param bits row by row: bit y · width + x is set where the thing is
   * @return the mask
   * @throws IllegalArgumentException if a bit beyond the image is set
   */
  public static Mask ofBits(int width, int height, BitSet bits) {
    if (bits.length() > (long) width * height) {
      throw new IllegalArgumentException(
          "mask of %d x %d pixels: expected bits below width · height, found bit %d"
              .formatted(width, height, bits.length() - 1));
    }
    MaskBuilder builder = new MaskBuilder(width, height);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        builder.add(bits.get(y * width + x), 1);
      }
    }
    return builder.build();
  }

  /**
   * A mask of COCO's compressed run lengths, as {@link #coco()} writes them.
   *
   * @param width of the image, in pixels; COCO's {@code size} has the height first
   * @param height of the image, in pixels
   * @param counts COCO's {@code counts}
   * @return the mask
   * @throws IllegalArgumentException if these are no such run lengths, or do not fit the size
   */
  public static Mask ofCoco(int width, int height, String counts) {
    return ofRuns(width, height, CocoRuns.decode(counts));
  }

  /**
   * The width of the image.
   *
   * @return pixels
   */
  public int width() {
    return width;
  }

  /**
   * The height of the image.
   *
   * @return pixels
   */
  public int height() {
    return height;
  }

  /**
   * The run lengths, column by column: COCO's uncompressed {@code counts}.
   *
   * @return alternately outside and inside, a copy
   */
  public int[] runs() {
    return runs.clone();
  }

  /**
   * COCO's compressed run lengths, as pycocotools writes them.
   *
   * @return the {@code counts} of a mask whose {@code size} is [height, width]
   */
  public String coco() {
    return CocoRuns.encode(runs);
  }

  /**
   * The number of pixels.
   *
   * @return 0 or more
   */
  public int area() {
    int area = 0;
    for (int i = 1; i < runs.length; i += 2) {
      area += runs[i];
    }
    return area;
  }

  /**
   * The smallest box around the pixels.
   *
   * @return whole edges; empty where the mask is
   */
  public Optional<Box> box() {
    int left = width;
    int right = 0;
    int top = height;
    int bottom = 0;
    int start = 0;
    for (int i = 0; i < runs.length; i++) {
      int end = start + runs[i];
      if (i % 2 == 1) {
        int first = start / height;
        int last = (end - 1) / height;
        left = Math.min(left, first);
        right = Math.max(right, last + 1);
        top = Math.min(top, first < last ? 0 : start % height);
        bottom = Math.max(bottom, first < last ? height : (end - 1) % height + 1);
      }
      start = end;
    }
    return right == 0 ? Optional.empty() : Optional.of(new Box(left, top, right, bottom));
  }

  /**
   * The pixels, row by row.
   *
   * @return bit y · width + x is set where the thing is; a new set
   */
  public BitSet bits() {
    BitSet bits = new BitSet(width * height);
    int at = 0;
    for (int i = 0; i < runs.length; i++) {
      for (int end = at + runs[i]; at < end; at++) {
        if (i % 2 == 1) {
          bits.set(at % height * width + at / height);
        }
      }
    }
    return bits;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mask that
        && width == that.width
        && height == that.height
        && Arrays.equals(runs, that.runs);
  }

  @Override
  public int hashCode() {
    return Objects.hash(width, height, Arrays.hashCode(runs));
  }

  /** Size and area, for people. */
  @Override
  public String toString() {
    return "Mask[%d x %d px, %d set]".formatted(width, height, area());
  }
}
