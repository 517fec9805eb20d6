package io.github.ram4j.video.frames;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * The frames of a video, one after another. What is damaged is passed over, and told: a frame that
 * was decoded from damaged data, or from frames that are missing, is none. Not thread-safe.
 */
final class FrameDecoder implements AutoCloseable {
  private static final long MOST_PIXELS = 1L << 27;
  private static final int KEY = 2; // AV_FRAME_FLAG_KEY and _CORRUPT, which have no names here
  private static final int CORRUPT = 1;

  /** Whole frames behind damage after which all is well again, although none is a key frame. */
  private static final int WELL_AGAIN = 300;

  /** Failures to read without a frame between them, after which the file is given up. */
  private static final int MOST_FAILURES = 10_000;

  private final OpenedFile file;
  private final AVCodecContext context;
  private final AVPacket packet;
  private final AVFrame frame;
  private final double unitMs;
  private boolean drains;
  private boolean isDamaged;
  private String damage = "";
  private int wellFrames;
  private int failures;
  private long timeMs = -1;

  FrameDecoder(OpenedFile file) {
    this.file = file;
    AVRational unit = file.stream().time_base();
    this.unitMs = 1000.0 * unit.num() / unit.den();
    AVCodec codec = avcodec.avcodec_find_decoder(file.parameters().codec_id());
    if (codec == null) {
      throw new VideoException(
          "%s: expected a compression that FFmpeg %s decodes, found %s"
              .formatted(file.name(), avutil.av_version_info().getString(), file.codec()));
    }
    context = FfmpegLibrary.allocated(avcodec.avcodec_alloc_context3(codec), "decoder");
    packet = FfmpegLibrary.allocated(avcodec.av_packet_alloc(), "packet");
    frame = FfmpegLibrary.allocated(avutil.av_frame_alloc(), "frame");
    avcodec.avcodec_parameters_to_context(context, file.parameters());
    context.pkt_timebase(unit);
    context.thread_count(0);
    context.max_pixels(MOST_PIXELS);
    int result = avcodec.avcodec_open2(context, codec, (AVDictionary) null);
    if (result < 0) {
      close();
      throw new VideoException(
          "%s: expected a video of %s that can be decoded, found none (%s)"
              .formatted(file.name(), file.codec(), FfmpegLibrary.words(result)));
    }
  }

  /**
   * Goes to the next whole frame.
   *
   * @return whether there is one
   */
  boolean next() {
    while (true) {
      int result = avcodec.avcodec_receive_frame(context, frame);
      if (result == 0) {
        if (accept()) {
          return true;
        }
      } else if (result == avutil.AVERROR_EOF || failures > MOST_FAILURES) {
        return false;
      } else if (result == avutil.AVERROR_EAGAIN()) {
        feed();
      } else {
        damaged(FfmpegLibrary.words(result));
      }
    }
  }

  private boolean accept() {
    setTime();
    boolean isWhole = frame.decode_error_flags() == 0 && (frame.flags() & CORRUPT) == 0;
    if (!isWhole) {
      damaged("frames that are damaged, or whose neighbours are missing");
      return false;
    }
    wellFrames++;
    failures = 0;
    boolean isKey = (frame.flags() & KEY) != 0;
    return !isDamaged || isKey || wellFrames > WELL_AGAIN;
  }

  private void setTime() {
    long stamp = frame.best_effort_timestamp();
    long step = Math.max(1, Math.round(frame.duration() * unitMs));
    long time =
        stamp == avutil.AV_NOPTS_VALUE
            ? timeMs + step
            : Math.round(stamp * unitMs - file.startMicros() / 1000.0);
    // Times go on where a file's own jump back.
    timeMs = Math.max(0, time > timeMs ? time : timeMs + step);
  }

  private void feed() {
    int result = avformat.av_read_frame(file.format(), packet);
    if (result == avutil.AVERROR_EOF) {
      drains = true;
      avcodec.avcodec_send_packet(context, null);
      return;
    }
    if (result < 0) {
      damaged(FfmpegLibrary.words(result));
      if (failures > MOST_FAILURES || drains) {
        avcodec.avcodec_send_packet(context, null);
      }
      return;
    }
    if (packet.stream_index() == file.streamIndex()) {
      if ((packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0) {
        damaged("packets that are damaged");
      }
      int sent = avcodec.avcodec_send_packet(context, packet);
      if (sent < 0) {
        damaged(FfmpegLibrary.words(sent));
      }
    }
    avcodec.av_packet_unref(packet);
  }

  private void damaged(String words) {
    failures++;
    wellFrames = 0;
    if (!isDamaged) {
      isDamaged = true;
      damage = words;
    }
  }

  /** The frame that {@link #next} went to; overwritten by the next one. */
  AVFrame frame() {
    return frame;
  }

  /** When it is shown, in milliseconds from the beginning. */
  long timeMs() {
    return timeMs;
  }

  /** How long it is shown, in milliseconds, as the file says; 0 where it does not. */
  long lengthMs() {
    return Math.round(Math.max(0, frame.duration()) * unitMs);
  }

  /** Whether there was damage since this was asked last. */
  boolean takeDamage() {
    boolean was = isDamaged;
    isDamaged = false;
    return was;
  }

  /** What the last damage was, in words. */
  String damage() {
    return damage;
  }

  @Override
  public void close() {
    avutil.av_frame_free(frame);
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(context);
  }
}
