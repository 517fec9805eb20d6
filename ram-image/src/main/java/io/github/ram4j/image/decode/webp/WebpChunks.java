package io.github.ram4j.image.decode.webp;

import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.decode.format.HeaderBytes;
import io.github.ram4j.image.decode.format.OrientationTag;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A reader of a WebP's chunks: its only image, or the first of an animation with its place on the
 * canvas, and the orientation. Immutable.
 *
 * @param canvasWidth in pixels
 * @param canvasHeight in pixels
 * @param left of the image on the canvas
 * @param top of the image on the canvas
 * @param width of the image
 * @param height of the image
 * @param pixels content of the chunk {@code VP8} or {@code VP8L}
 * @param lossless whether that is {@code VP8L}
 * @param alpha content of the chunk {@code ALPH}; null without one
 * @param orientation 1 to 8, as in EXIF; 1 where the file does not say
 * @implNote Source: RFC 9649, 2.
 */
record WebpChunks(
    int canvasWidth,
    int canvasHeight,
    int left,
    int top,
    int width,
    int height,
    HeaderBytes pixels,
    boolean lossless,
    HeaderBytes alpha,
    int orientation) {
  private static final int CHUNK = 8;
  private static final int FIRST = 12;
  private static final int FRAME_HEADER = 16;

  /**
   * Reads the chunks, each of which is looked at once.
   *
   * @param encoded a file whose signature has been checked
   * @throws DamagedImageException if it ends before the image, or sizes contradict each other
   */
  static WebpChunks read(byte[] encoded) throws DamagedImageException {
    HeaderBytes file = new HeaderBytes(encoded, false);
    boolean extended = file.ascii(FIRST, "VP8X");
    if (!extended && !file.ascii(FIRST, "VP8 ") && !file.ascii(FIRST, "VP8L")) {
      throw new DamagedImageException("WebP: expected a chunk VP8, VP8L or VP8X, found another");
    }
    long end = CHUNK + file.u32(4);
    if (end > encoded.length) {
      throw new DamagedImageException(
          "WebP is cut short: expected %d bytes as its header says, found %d"
              .formatted(end, encoded.length));
    }
    Found found = new Found();
    walk(file, FIRST, end, found);
    if (found.pixels == null) {
      throw new DamagedImageException(
          "WebP is cut short or damaged: expected an image, found the end at %d"
              .formatted(encoded.length));
    }
    int[] size = found.lossless ? sizeOfLossless(found.pixels) : sizeOfLossy(found.pixels);
    int canvasWidth = extended ? file.u24(24) + 1 : size[0];
    int canvasHeight = extended ? file.u24(27) + 1 : size[1];
    boolean isAnnounced =
        found.animated
            ? size[0] == found.width && size[1] == found.height
            : size[0] == canvasWidth && size[1] == canvasHeight;
    if (!isAnnounced || found.left + size[0] > canvasWidth || found.top + size[1] > canvasHeight) {
      throw new DamagedImageException(
          "WebP: expected an image that fits its canvas of %d x %d, found one of %d x %d"
              .formatted(canvasWidth, canvasHeight, size[0], size[1]));
    }
    return new WebpChunks(
        canvasWidth,
        canvasHeight,
        found.left,
        found.top,
        size[0],
        size[1],
        found.pixels,
        found.lossless,
        found.lossless ? null : found.alpha,
        OrientationTag.of(found.exif, found.xmp));
  }

  /** Chunks of the file; of several of a kind the first counts. */
  private static final class Found {
    private HeaderBytes pixels;
    private HeaderBytes alpha;
    private HeaderBytes exif;
    private HeaderBytes xmp;
    private boolean lossless;
    private boolean animated;
    private int left;
    private int top;
    private int width;
    private int height;
  }

  private static void walk(HeaderBytes file, long from, long to, Found found)
      throws DamagedImageException {
    long place = from;
    while (place + CHUNK <= to) {
      long length = file.u32(place + 4);
      long start = place + CHUNK;
      long end = start + length;
      if (end > to) {
        if (found.pixels == null) {
          throw new DamagedImageException(
              "WebP is cut short: expected a chunk of %d bytes at byte %d, found the end at %d"
                  .formatted(length, place, to));
        }
        return; // something behind the image
      }
      read(file, place, (int) start, (int) end, found);
      place = end + (length & 1);
    }
  }

  private static void read(HeaderBytes file, long place, int start, int end, Found found)
      throws DamagedImageException {
    boolean isImage = file.ascii(place, "VP8 ") || file.ascii(place, "VP8L");
    if (isImage && found.pixels == null) {
      found.pixels = file.part(start, end);
      found.lossless = file.ascii(place, "VP8L");
    } else if (file.ascii(place, "ALPH") && found.alpha == null && found.pixels == null) {
      found.alpha = file.part(start, end);
    } else if (file.ascii(place, "ANMF") && found.pixels == null) {
      found.animated = true;
      found.left = 2 * file.u24(start);
      found.top = 2 * file.u24(start + 3);
      found.width = file.u24(start + 6) + 1;
      found.height = file.u24(start + 9) + 1;
      walk(file, start + FRAME_HEADER, end, found);
    } else if (file.ascii(place, "EXIF") && found.exif == null) {
      found.exif = file.part(start, end);
    } else if (file.ascii(place, "XMP ") && found.xmp == null) {
      found.xmp = file.part(start, end);
    }
  }

  private static int[] sizeOfLossy(HeaderBytes chunk) throws DamagedImageException {
    return new int[] {chunk.u16(6) & 0x3FFF, chunk.u16(8) & 0x3FFF};
  }

  private static int[] sizeOfLossless(HeaderBytes chunk) throws DamagedImageException {
    long sizes = chunk.u32(1);
    return new int[] {(int) (sizes & 0x3FFF) + 1, (int) (sizes >> 14 & 0x3FFF) + 1};
  }

  /** A file of the image alone, without animation, EXIF data and whatever else there was. */
  byte[] still() {
    ByteArrayOutputStream chunks = new ByteArrayOutputStream(pixels.length() + 100);
    if (alpha != null) {
      byte[] extended = new byte[10];
      ByteBuffer header = littleEndian(extended);
      header.putInt(0x10); // there is alpha
      header.put((byte) (width - 1)).putShort((short) ((width - 1) >> 8));
      header.put((byte) (height - 1)).putShort((short) ((height - 1) >> 8));
      write(chunks, "VP8X", extended);
      write(chunks, "ALPH", alpha.copy());
    }
    write(chunks, lossless ? "VP8L" : "VP8 ", pixels.copy());
    byte[] bytes = new byte[FIRST + chunks.size()];
    ByteBuffer file = littleEndian(bytes);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(4 + chunks.size());
    file.put("WEBP".getBytes(StandardCharsets.US_ASCII)).put(chunks.toByteArray());
    return bytes;
  }

  private static void write(ByteArrayOutputStream out, String name, byte[] content) {
    out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    byte[] length = new byte[Integer.BYTES];
    littleEndian(length).putInt(content.length);
    out.writeBytes(length);
    out.writeBytes(content);
    if ((content.length & 1) != 0) {
      out.write(0);
    }
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
