package io.github.ram4j.image.heif.colour;

/**
 * Decoded planes: luma and, unless the image is grey, two of chroma. Mutable while it is filled;
 * not thread-safe.
 */
public final class Planes {
  private final int width;
  private final int height;
  private final PlaneLayout layout;
  private final short[][] samples;

  /** Planes of zeros. */
  public Planes(int width, int height, PlaneLayout layout) {
    this.width = width;
    this.height = height;
    this.layout = layout;
    samples = new short[layout.isGrey() ? 1 : 3][];
    for (int plane = 0; plane < samples.length; plane++) {
      samples[plane] = new short[Math.multiplyExact(width(plane), height(plane))];
    }
  }

  /** Width of the image. */
  public int width() {
    return width;
  }

  /** Height of the image. */
  public int height() {
    return height;
  }

  /** Depth and chroma sampling. */
  public PlaneLayout layout() {
    return layout;
  }

  /** The number of planes: 1 or 3. */
  public int count() {
    return samples.length;
  }

  /** Samples in a row of a plane: 0 is luma. */
  public int width(int plane) {
    int shift = plane == 0 ? 0 : layout.chromaShiftX();
    return (width + (1 << shift) - 1) >> shift;
  }

  /** Rows of a plane. */
  public int height(int plane) {
    int shift = plane == 0 ? 0 : layout.chromaShiftY();
    return (height + (1 << shift) - 1) >> shift;
  }

  /** The samples of a plane, row by row, without gaps; the array itself. */
  public short[] plane(int plane) {
    return samples[plane];
  }

  /** Copies the part of a tile that is within this image; its left and top are multiples of 2. */
  public void paste(Planes tile, int left, int top) {
    for (int plane = 0; plane < samples.length; plane++) {
      int x = plane == 0 ? left : left >> layout.chromaShiftX();
      int y = plane == 0 ? top : top >> layout.chromaShiftY();
      int columns = Math.min(tile.width(plane), width(plane) - x);
      int rows = Math.min(tile.height(plane), height(plane) - y);
      for (int row = 0; row < rows; row++) {
        System.arraycopy(
            tile.samples[plane],
            row * tile.width(plane),
            samples[plane],
            (y + row) * width(plane) + x,
            columns);
      }
    }
  }

  /** A copy of a part; its left and top are even where chroma has fewer samples than luma. */
  public Planes part(int left, int top, int columns, int rows) {
    Planes part = new Planes(columns, rows, layout);
    for (int plane = 0; plane < samples.length; plane++) {
      int x = plane == 0 ? left : left >> layout.chromaShiftX();
      int y = plane == 0 ? top : top >> layout.chromaShiftY();
      for (int row = 0; row < part.height(plane); row++) {
        System.arraycopy(
            samples[plane],
            (y + row) * width(plane) + x,
            part.samples[plane],
            row * part.width(plane),
            part.width(plane));
      }
    }
    return part;
  }
}
