package io.github.ram4j.recipe.scene;

import io.github.ram4j.recipe.icons.IconRaster;

/**
 * An icon's pixels before drawing: made smaller, recoloured, turned.
 *
 * @param width in px
 * @param height in px
 * @param argb row by row, not premultiplied
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one drawing
record IconPixels(int width, int height, int[] argb) {

  static IconPixels of(IconRaster icon) {
    return new IconPixels(icon.width(), icon.height(), icon.argb());
  }

  /** Halves the size while it stays at least the drawn size. */
  IconPixels atLeast(double drawnWidth, double drawnHeight) {
    IconPixels pixels = this;
    while (pixels.width >= 2 * drawnWidth && pixels.height >= 2 * drawnHeight) {
      pixels = pixels.halved();
    }
    return pixels;
  }

  private IconPixels halved() {
    int halfWidth = (width + 1) / 2;
    int halfHeight = (height + 1) / 2;
    int[] half = new int[halfWidth * halfHeight];
    for (int y = 0; y < halfHeight; y++) {
      for (int x = 0; x < halfWidth; x++) {
        half[y * halfWidth + x] = mean(2 * x, 2 * y);
      }
    }
    return new IconPixels(halfWidth, halfHeight, half);
  }

  /** The mean of a square of four pixels, where pixels outside count as transparent. */
  private int mean(int x, int y) {
    int alpha = 0;
    int red = 0;
    int green = 0;
    int blue = 0;
    for (int i = 0; i < 4; i++) {
      int px = x + (i & 1);
      int py = y + (i >> 1);
      if (px < width && py < height) {
        int pixel = argb[py * width + px];
        int a = pixel >>> 24;
        alpha += a;
        red += (pixel >> 16 & 0xff) * a;
        green += (pixel >> 8 & 0xff) * a;
        blue += (pixel & 0xff) * a;
      }
    }
    return alpha == 0
        ? 0
        : ((alpha / 4) << 24) | ((red / alpha) << 16) | ((green / alpha) << 8) | (blue / alpha);
  }

  /** Turns, mirrors and scales the pixels to an icon's place in a square image. */
  Sprite placed(PlacedIcon place, int side, int marginPx) {
    Box box = place.box();
    int left = Math.max(0, (int) Math.floor(box.left() * side) - marginPx);
    int top = Math.max(0, (int) Math.floor(box.top() * side) - marginPx);
    int right = Math.min(side, (int) Math.ceil(box.right() * side) + marginPx);
    int bottom = Math.min(side, (int) Math.ceil(box.bottom() * side) + marginPx);
    int spriteWidth = Math.max(0, right - left);
    int spriteHeight = Math.max(0, bottom - top);
    int[] pixels = new int[spriteWidth * spriteHeight];
    double scaleX = (place.mirrored() ? -width : width) / (place.width() * side);
    double scaleY = height / (place.height() * side);
    double cos = Math.cos(place.turn());
    double sin = Math.sin(place.turn());
    for (int y = 0; y < spriteHeight; y++) {
      double dy = top + y + 0.5 - place.y() * side;
      for (int x = 0; x < spriteWidth; x++) {
        double dx = left + x + 0.5 - place.x() * side;
        double u = (dx * cos + dy * sin) * scaleX + width / 2.0 - 0.5;
        double v = (dy * cos - dx * sin) * scaleY + height / 2.0 - 0.5;
        pixels[y * spriteWidth + x] = sample(u, v);
      }
    }
    return new Sprite(left, top, spriteWidth, spriteHeight, pixels);
  }

  /** Bilinear sample of four pixels; premultiplied. */
  private int sample(double u, double v) {
    if (u <= -1 || v <= -1 || u >= width || v >= height) {
      return 0;
    }
    int x = (int) Math.floor(u);
    int y = (int) Math.floor(v);
    int wx = (int) ((u - x) * 256);
    int wy = (int) ((v - y) * 256);
    int alpha = 0;
    int red = 0;
    int green = 0;
    int blue = 0;
    for (int i = 0; i < 4; i++) {
      int px = x + (i & 1);
      int py = y + (i >> 1);
      if (px >= 0 && py >= 0 && px < width && py < height) {
        int pixel = argb[py * width + px];
        int weight = (((i & 1) == 0 ? 256 - wx : wx) * (i < 2 ? 256 - wy : wy)) >> 4;
        int a = ((pixel >>> 24) * weight) >> 4;
        alpha += a;
        red += ((pixel >> 16 & 0xff) * a) >> 8;
        green += ((pixel >> 8 & 0xff) * a) >> 8;
        blue += ((pixel & 0xff) * a) >> 8;
      }
    }
    return alpha >> 8 << 24 | red >> 8 << 16 | green >> 8 << 8 | blue >> 8;
  }
}
