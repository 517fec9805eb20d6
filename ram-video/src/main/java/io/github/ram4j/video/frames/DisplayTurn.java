package io.github.ram4j.video.frames;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.global.avcodec;
import org.jspecify.annotations.Nullable;

/**
 * The turn that a phone writes into a video which it took on its side, by a matrix of which only
 * turns by 90 degrees and mirrors count. A place (x, y) of a frame is shown at (a x + c y, b x + d
 * y).
 */
record DisplayTurn(int a, int b, int c, int d) {
  private static final DisplayTurn NONE = new DisplayTurn(1, 0, 0, 1);
  private static final int MATRIX_BYTES = 36;

  /** The turn of a stream. */
  static DisplayTurn of(AVCodecParameters stream) {
    AVPacketSideData found = matrix(stream);
    if (found == null) {
      return NONE;
    }
    byte[] bytes = new byte[MATRIX_BYTES];
    found.data().get(bytes, 0, bytes.length);
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    int a = Integer.signum(numbers.getInt(0));
    int b = Integer.signum(numbers.getInt(4));
    int c = Integer.signum(numbers.getInt(12));
    int d = Integer.signum(numbers.getInt(16));
    boolean isTurn = a * d - b * c != 0 && a * b == 0 && a * c == 0;
    return isTurn ? new DisplayTurn(a, b, c, d) : NONE;
  }

  private static @Nullable AVPacketSideData matrix(AVCodecParameters stream) {
    if (stream.nb_coded_side_data() == 0) {
      return null;
    }
    AVPacketSideData found =
        avcodec.av_packet_side_data_get(
            stream.coded_side_data(),
            stream.nb_coded_side_data(),
            avcodec.AV_PKT_DATA_DISPLAYMATRIX);
    return found == null || found.isNull() || found.size() < MATRIX_BYTES ? null : found;
  }

  /** Whether width and height change places. */
  boolean isSideways() {
    return a == 0;
  }

  /** The image as it is meant to be seen. */
  BufferedImage apply(BufferedImage image) {
    if (equals(NONE)) {
      return image;
    }
    int width = image.getWidth();
    int height = image.getHeight();
    BufferedImage turned =
        isSideways()
            ? new BufferedImage(height, width, BufferedImage.TYPE_3BYTE_BGR)
            : new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    byte[] from = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    byte[] to = ((DataBufferByte) turned.getRaster().getDataBuffer()).getData();
    int left = Math.min(0, a * (width - 1) + c * (height - 1));
    int top = Math.min(0, b * (width - 1) + d * (height - 1));
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int column = a * x + c * y - left;
        int row = b * x + d * y - top;
        System.arraycopy(from, 3 * (width * y + x), to, 3 * (turned.getWidth() * row + column), 3);
      }
    }
    return turned;
  }
}
