package io.github.ram4j.video.frames;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Writes videos of drawn frames: MPEG-4, with a time of its own for each frame. */
public final class VideoFile implements AutoCloseable {
  private static final int LENGTH_MS = 100;
  private static final AVRational MILLISECONDS = avutil.av_make_q(1, 1000);

  private final AVFormatContext format = new AVFormatContext(null);
  private final AVIOContext file = new AVIOContext(null);
  private final AVCodecContext context;
  private final AVStream stream;
  private final AVFrame frame = avutil.av_frame_alloc();
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final SwsContext scaler;
  private final int width;
  private final int height;

  /**
   * Begins a video.
   *
   * @param path its name's ending says which format is written
   * @param turn degrees by which players turn it clockwise
   */
  public VideoFile(Path path, int width, int height, int turn) {
    this.width = width;
    this.height = height;
    FfmpegLibrary.load();
    check(avformat.avformat_alloc_output_context2(format, null, null, path.toString()));
    AVCodec codec = avcodec.avcodec_find_encoder(avcodec.AV_CODEC_ID_MPEG4);
    context = avcodec.avcodec_alloc_context3(codec);
    context.width(width).height(height).pix_fmt(avutil.AV_PIX_FMT_YUV420P);
    context.time_base(MILLISECONDS).bit_rate(4_000_000).gop_size(12).max_b_frames(0);
    context.flags(context.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
    check(avcodec.avcodec_open2(context, codec, (AVDictionary) null));
    stream = avformat.avformat_new_stream(format, codec);
    stream.time_base(MILLISECONDS);
    check(avcodec.avcodec_parameters_from_context(stream.codecpar(), context));
    if (turn != 0) {
      turn(turn);
    }
    check(avformat.avio_open(file, path.toString(), avformat.AVIO_FLAG_WRITE));
    format.pb(file);
    check(avformat.avformat_write_header(format, (AVDictionary) null));
    frame.format(avutil.AV_PIX_FMT_YUV420P).width(width).height(height);
    check(avutil.av_frame_get_buffer(frame, 0));
    scaler =
        swscale.sws_getContext(
            width,
            height,
            avutil.AV_PIX_FMT_BGR24,
            width,
            height,
            avutil.AV_PIX_FMT_YUV420P,
            swscale.SWS_BILINEAR,
            null,
            null,
            (DoublePointer) null);
  }

  private void turn(int degrees) {
    AVPacketSideData list = new AVPacketSideData(null);
    int[] count = {0};
    AVPacketSideData matrix =
        avcodec.av_packet_side_data_new(list, count, avcodec.AV_PKT_DATA_DISPLAYMATRIX, 36, 0);
    int[] numbers = new int[9];
    avutil.av_display_rotation_set(numbers, degrees);
    ByteBuffer bytes = ByteBuffer.allocate(36).order(ByteOrder.nativeOrder());
    bytes.asIntBuffer().put(numbers);
    matrix.data().put(bytes.array(), 0, 36);
    stream.codecpar().coded_side_data(list).nb_coded_side_data(count[0]);
  }

  /** Adds a frame of the type TYPE_3BYTE_BGR, shown from {@code timeMs} on. */
  public void add(BufferedImage image, long timeMs) {
    byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    check(avutil.av_frame_make_writable(frame));
    try (BytePointer pixels = new BytePointer(bytes);
        PointerPointer<BytePointer> planes = new PointerPointer<>(pixels, null, null, null);
        IntPointer strides = new IntPointer(3 * width, 0, 0, 0)) {
      swscale.sws_scale(scaler, planes, strides, 0, height, frame.data(), frame.linesize());
    }
    frame.pts(timeMs);
    check(avcodec.avcodec_send_frame(context, frame));
    write();
  }

  private void write() {
    while (avcodec.avcodec_receive_packet(context, packet) == 0) {
      packet.stream_index(0);
      packet.duration(LENGTH_MS); // that of the last frame counts
      avcodec.av_packet_rescale_ts(packet, MILLISECONDS, stream.time_base());
      check(avformat.av_interleaved_write_frame(format, packet));
    }
  }

  /** Writes the end. */
  @Override
  public void close() {
    avcodec.avcodec_send_frame(context, null);
    write();
    check(avformat.av_write_trailer(format));
    swscale.sws_freeContext(scaler);
    avcodec.av_packet_free(packet);
    avutil.av_frame_free(frame);
    avcodec.avcodec_free_context(context);
    avformat.avio_closep(file);
    avformat.avformat_free_context(format);
  }

  private static void check(int result) {
    if (result < 0) {
      throw new IllegalStateException("FFmpeg: " + FfmpegLibrary.words(result));
    }
  }
}
