package io.github.ram4j.video.frames;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * Decoded frames as images of square pixels, by FFmpeg's scaler: as large as they are, or small and
 * grey. Not thread-safe; closed by who made it.
 */
final class FrameImages implements AutoCloseable {
  private static final int SMALL_WIDTH = 64;
  private static final int SMALL_HEIGHT = 36;
  private static final int HIGH_DEFINITION_ROWS = 720;
  private static final double MOST_STRETCH = 4;
  private static final int WHOLE = 1 << 16;

  private final Scaler colour =
      new Scaler(swscale.SWS_BICUBIC | swscale.SWS_ACCURATE_RND | swscale.SWS_FULL_CHR_H_INT);
  private final Scaler grey = new Scaler(swscale.SWS_AREA);

  /** The width of a frame whose pixels are not square. */
  static int width(int width, AVRational pixel) {
    double stretch = pixel.num() > 0 && pixel.den() > 0 ? (double) pixel.num() / pixel.den() : 1;
    boolean isUsual = stretch <= MOST_STRETCH && stretch >= 1 / MOST_STRETCH;
    return isUsual ? Math.max(1, (int) Math.round(width * stretch)) : width;
  }

  /** A frame in colour, before any turn. */
  BufferedImage colour(AVFrame frame) {
    int width = width(frame.width(), frame.sample_aspect_ratio());
    BufferedImage image = new BufferedImage(width, frame.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    colour.scale(frame, width, frame.height(), avutil.AV_PIX_FMT_BGR24, bytes);
    return image;
  }

  /** 64 x 36 samples of a frame's luma. */
  byte[] small(AVFrame frame) {
    byte[] bytes = new byte[SMALL_WIDTH * SMALL_HEIGHT];
    grey.scale(frame, SMALL_WIDTH, SMALL_HEIGHT, avutil.AV_PIX_FMT_GRAY8, bytes);
    return bytes;
  }

  @Override
  public void close() {
    colour.close();
    grey.close();
  }

  /** A context of FFmpeg's, made anew where frames change. */
  private static final class Scaler implements AutoCloseable {
    private final int flags;
    private SwsContext context = new SwsContext(null);
    private String key = "";

    Scaler(int flags) {
      this.flags = flags;
    }

    @SuppressWarnings("try") // a scope is there to be closed
    void scale(AVFrame frame, int width, int height, int format, byte[] result) {
      prepare(frame, width, height, format);
      int stride = result.length / height;
      // The scaler may write a few bytes beyond a row.
      int padded = (stride + 63) / 32 * 32;
      try (PointerScope scope = new PointerScope()) {
        BytePointer memory = new BytePointer((long) padded * height + 64);
        int rows =
            swscale.sws_scale(
                context,
                frame.data(),
                frame.linesize(),
                0,
                frame.height(),
                new PointerPointer<>(memory, null, null, null),
                new IntPointer(padded, 0, 0, 0));
        if (rows != height) {
          throw new IllegalStateException(
              "FFmpeg's scaler: expected %d rows, found %d".formatted(height, rows));
        }
        for (int y = 0; y < height; y++) {
          memory.position((long) y * padded).get(result, y * stride, stride);
        }
      }
    }

    private void prepare(AVFrame frame, int width, int height, int format) {
      String wanted =
          "%d %d %d %d %d %d %d"
              .formatted(
                  frame.width(),
                  frame.height(),
                  frame.format(),
                  frame.colorspace(),
                  frame.color_range(),
                  width,
                  height);
      if (wanted.equals(key)) {
        return;
      }
      close();
      context =
          FfmpegLibrary.allocated(
              swscale.sws_getContext(
                  frame.width(),
                  frame.height(),
                  frame.format(),
                  width,
                  height,
                  format,
                  flags,
                  null,
                  null,
                  (DoublePointer) null),
              "scaler");
      boolean isFull = frame.color_range() == avutil.AVCOL_RANGE_JPEG;
      swscale.sws_setColorspaceDetails(
          context,
          swscale.sws_getCoefficients(matrix(frame)),
          isFull ? 1 : 0,
          swscale.sws_getCoefficients(swscale.SWS_CS_DEFAULT),
          1,
          0,
          WHOLE,
          WHOLE);
      key = wanted;
    }

    /** The matrix that the frame names; by its rows, as players do, where it names none. */
    private static int matrix(AVFrame frame) {
      int named = frame.colorspace();
      if (named == avutil.AVCOL_SPC_UNSPECIFIED) {
        return frame.height() >= HIGH_DEFINITION_ROWS
            ? swscale.SWS_CS_ITU709
            : swscale.SWS_CS_ITU601;
      }
      return named;
    }

    @Override
    public void close() {
      if (!context.isNull()) {
        swscale.sws_freeContext(context);
        context = new SwsContext(null);
        key = "";
      }
    }
  }
}
