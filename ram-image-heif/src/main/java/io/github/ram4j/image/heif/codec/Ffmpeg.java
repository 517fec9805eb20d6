package io.github.ram4j.image.heif.codec;

import io.github.ram4j.RamException;
import io.github.ram4j.image.decode.format.DamagedImageException;
import io.github.ram4j.image.heif.colour.Cicp;
import io.github.ram4j.image.heif.colour.PlaneLayout;
import io.github.ram4j.image.heif.colour.Planes;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * Access to FFmpeg; no other class touches it. Loading this class loads FFmpeg's libraries, so
 * callers must be ready for a {@link LinkageError}. Thread-safe.
 *
 * <p>FFmpeg is given compressed images alone, never a file, with the size that was checked. What it
 * would say on the standard error is said by exceptions here, so its log is turned off, unless the
 * user has set its level.
 */
public final class Ffmpeg {
  private static final String LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";
  private static final int PADDING = avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
  private static final int CODING_BLOCK = 64;
  private static final int CORRUPT = 1; // AV_FRAME_FLAG_CORRUPT, which the preset has no name for

  static {
    // As ram-image does for OpenCV: nothing here depends on JavaCPP's count of the whole process.
    if (System.getProperty(LIMIT) == null
        && System.getProperty("org.bytedeco.javacpp.maxphysicalbytes") == null) {
      System.setProperty(LIMIT, "0");
    }
    if (avutil.av_log_get_level() == avutil.AV_LOG_INFO) { // unless the user has set it
      avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    }
  }

  private Ffmpeg() {}

  /**
   * Decodes one image.
   *
   * @param image compressed
   * @throws DamagedImageException if it is damaged, or has another size
   */
  @SuppressWarnings("try") // a scope is there to be closed
  public static DecodedImage decode(CodedImage image) throws DamagedImageException {
    if (image.codec() == ImageCodec.AV1) {
      Av1Size.check(image);
    }
    try (PointerScope scope = new PointerScope()) {
      AVCodec codec = avcodec.avcodec_find_decoder_by_name(image.codec().decoder());
      if (codec == null) {
        throw new RamException(
            "FFmpeg %s: expected the decoder %s, found a build without it"
                .formatted(avutil.av_version_info().getString(), image.codec().decoder()));
      }
      AVCodecContext context = found(avcodec.avcodec_alloc_context3(codec), "context");
      AVPacket packet = avcodec.av_packet_alloc();
      AVFrame frame = avutil.av_frame_alloc();
      try {
        open(context, codec, image);
        fill(found(packet, "packet"), image.data());
        decode(context, packet, found(frame, "frame"), image);
        return copy(frame, image);
      } finally {
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(context);
      }
    }
  }

  private static void open(AVCodecContext context, AVCodec codec, CodedImage image)
      throws DamagedImageException {
    context.thread_count(1); // images are decoded side by side
    context.err_recognition(avcodec.AV_EF_CRCCHECK | avcodec.AV_EF_EXPLODE | avcodec.AV_EF_BUFFER);
    context.flags(context.flags() | avcodec.AV_CODEC_FLAG_UNALIGNED); // crop to the pixel
    context.max_pixels((image.width() + 2L * CODING_BLOCK) * (image.height() + 2L * CODING_BLOCK));
    if (image.codec() == ImageCodec.HEVC) {
      byte[] extra = image.configuration();
      BytePointer memory =
          new BytePointer(found(avutil.av_mallocz((long) extra.length + PADDING), "memory"));
      context.extradata(memory.put(extra, 0, extra.length)).extradata_size(extra.length);
    }
    check(avcodec.avcodec_open2(context, codec, (AVDictionary) null), image);
  }

  private static void fill(AVPacket packet, byte[] data) {
    if (avcodec.av_new_packet(packet, data.length) < 0) {
      found(null, "memory");
    }
    packet.data().put(data, 0, data.length);
  }

  private static void decode(
      AVCodecContext context, AVPacket packet, AVFrame frame, CodedImage image)
      throws DamagedImageException {
    check(avcodec.avcodec_send_packet(context, packet), image);
    int received = avcodec.avcodec_receive_frame(context, frame);
    if (received == avutil.AVERROR_EAGAIN()) {
      check(avcodec.avcodec_send_packet(context, null), image); // there is no more
      received = avcodec.avcodec_receive_frame(context, frame);
    }
    check(received, image);
    if (frame.decode_error_flags() != 0 || (frame.flags() & CORRUPT) != 0) {
      throw new DamagedImageException(
          image.codec() + ": expected a whole image, found one that is damaged or cut short");
    }
    if (frame.width() != image.width() || frame.height() != image.height()) {
      throw new DamagedImageException(
          "%s: expected the size %d x %d that the file announces, found %d x %d"
              .formatted(
                  image.codec(), image.width(), image.height(), frame.width(), frame.height()));
    }
  }

  private static DecodedImage copy(AVFrame frame, CodedImage image) throws DamagedImageException {
    AVPixFmtDescriptor format = avutil.av_pix_fmt_desc_get(frame.format());
    int depth = format.comp(0).depth();
    boolean grey = format.nb_components() == 1;
    boolean isPlanar =
        grey
            || (format.nb_components() == 3
                && (format.flags() & avutil.AV_PIX_FMT_FLAG_PLANAR) != 0);
    if (!isPlanar || depth < 8 || depth > 12 || format.log2_chroma_w() > 1) {
      throw new DamagedImageException(
          "%s: expected planes of 8 to 12 bits, found FFmpeg's format %s"
              .formatted(image.codec(), format.name().getString()));
    }
    Planes planes =
        new Planes(
            image.width(),
            image.height(),
            new PlaneLayout(depth, grey, format.log2_chroma_w(), format.log2_chroma_h()));
    for (int plane = 0; plane < planes.count(); plane++) {
      copy(frame.data(plane), frame.linesize(plane), planes, plane);
    }
    // Of FFmpeg's "RGB" the planes are green, blue, red, as H.273 orders them.
    boolean isRgb = (format.flags() & avutil.AV_PIX_FMT_FLAG_RGB) != 0;
    int matrix = isRgb ? 0 : frame.colorspace();
    boolean isFullRange = isRgb || frame.color_range() == avutil.AVCOL_RANGE_JPEG;
    return new DecodedImage(planes, new Cicp(frame.color_primaries(), matrix, isFullRange));
  }

  private static void copy(BytePointer from, int stride, Planes planes, int plane) {
    int width = planes.width(plane);
    int height = planes.height(plane);
    int bytes = planes.layout().depth() > 8 ? 2 : 1;
    byte[] row = new byte[width * bytes];
    short[] to = planes.plane(plane);
    for (int y = 0, place = 0; y < height; y++) {
      from.position((long) y * stride).get(row, 0, row.length);
      for (int x = 0; x < width; x++, place++) {
        int low = row[x * bytes] & 0xFF;
        to[place] = (short) (bytes == 1 ? low : low | ((row[2 * x + 1] & 0xFF) << 8));
      }
    }
  }

  private static void check(int result, CodedImage image) throws DamagedImageException {
    if (result < 0) {
      byte[] text = new byte[avutil.AV_ERROR_MAX_STRING_SIZE];
      avutil.av_strerror(result, text, text.length);
      int length = 0;
      while (length < text.length && text[length] != 0) {
        length++;
      }
      throw new DamagedImageException(
          "%s: expected a whole image of %d x %d pixels, found one that is damaged or cut short (FFmpeg: %s)"
              .formatted(
                  image.codec(),
                  image.width(),
                  image.height(),
                  new String(text, 0, length, java.nio.charset.StandardCharsets.US_ASCII)));
    }
  }

  private static <T extends org.bytedeco.javacpp.Pointer> T found(T memory, String what) {
    if (memory == null || memory.isNull()) {
      throw new RamException("FFmpeg: expected native memory for a " + what + ", found less");
    }
    return memory;
  }
}
