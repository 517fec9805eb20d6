package io.github.ram4j.video.frames;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;

/**
 * A file opened by FFmpeg, with the stream that is its video. FFmpeg may open this file alone, and
 * by the formats of films alone: lists of other files would lead it elsewhere.
 */
final class OpenedFile implements AutoCloseable {
  private static final String FORMATS =
      "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpegtsraw,mpeg,mpegvideo,flv,live_flv,asf,"
          + "asf_o,ogg,mxf,mxf_opatom,dv,h264,hevc,m4v,ivf,obu,av1,nut,rm,swf,vc1,wtv,gxf,amv,ogv,"
          + "aac,mp3,wav,flac,w64,aiff,caf,ac3,eac3";

  /** Brands of MP4's family whose files are still images. */
  private static final List<String> IMAGE_BRANDS =
      List.of("heic", "heix", "heim", "heis", "mif1", "mif2", "avif", "jxl ", "jp2 ", "crx ");

  private final String name;
  private final AVFormatContext format;
  private final int stream;

  private OpenedFile(String name, AVFormatContext format, int stream) {
    this.name = name;
    this.format = format;
    this.stream = stream;
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it cannot be read
   * @throws VideoException if it is no video
   */
  static OpenedFile open(Path file) throws IOException {
    String name = file.toString();
    if (Files.isDirectory(file)) {
      throw new FileSystemException(name, null, "expected a video, found a folder");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) { // a pipe may be waited for, for ever
      throw new FileSystemException(name, null, "expected a video, found a pipe or a device");
    }
    FileChannel.open(file, StandardOpenOption.READ).close(); // the JDK's words for what is wrong
    FfmpegLibrary.load();
    AVFormatContext format = new AVFormatContext(null);
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "protocol_whitelist", "file", 0);
    avutil.av_dict_set(options, "format_whitelist", FORMATS, 0);
    String path = "file:" + file.toAbsolutePath();
    int result = avformat.avformat_open_input(format, path, null, options);
    avutil.av_dict_free(options);
    if (result < 0) {
      throw new VideoException(
          "%s: expected a video that FFmpeg %s reads, found none (%s); the file may be cut short, a still image or no video at all"
              .formatted(name, avutil.av_version_info().getString(), FfmpegLibrary.words(result)));
    }
    try {
      int found = avformat.avformat_find_stream_info(format, (PointerPointer<?>) null);
      if (found < 0) {
        throw new VideoException(
            "%s: expected streams of a video, found none (%s)"
                .formatted(name, FfmpegLibrary.words(found)));
      }
      refuseStillImages(format, name);
      return new OpenedFile(name, format, videoStream(format, name));
    } catch (RuntimeException e) {
      avformat.avformat_close_input(format);
      throw e;
    }
  }

  private static void refuseStillImages(AVFormatContext format, String name) {
    AVDictionaryEntry brand = avutil.av_dict_get(format.metadata(), "major_brand", null, 0);
    if (brand != null && IMAGE_BRANDS.contains(brand.value().getString())) {
      throw new VideoException(
          "%s: expected a video, found a still image (%s)"
              .formatted(name, brand.value().getString().strip()));
    }
  }

  /** The first stream of moving pictures; covers of songs are none. */
  private static int videoStream(AVFormatContext format, String name) {
    List<String> kinds = new ArrayList<>();
    for (int i = 0; i < format.nb_streams(); i++) {
      AVStream stream = format.streams(i);
      boolean isCover = (stream.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0;
      int kind = stream.codecpar().codec_type();
      if (kind == avutil.AVMEDIA_TYPE_VIDEO && !isCover) {
        return i;
      }
      kinds.add(
          isCover
              ? "a cover"
              : kind == avutil.AVMEDIA_TYPE_AUDIO
                  ? "sound"
                  : kind == avutil.AVMEDIA_TYPE_SUBTITLE ? "subtitles" : "other data");
    }
    throw new VideoException(
        "%s: expected a stream of video, found %s"
            .formatted(name, kinds.isEmpty() ? "no stream" : String.join(", ", kinds)));
  }

  String name() {
    return name;
  }

  AVFormatContext format() {
    return format;
  }

  int streamIndex() {
    return stream;
  }

  AVStream stream() {
    return format.streams(stream);
  }

  AVCodecParameters parameters() {
    return stream().codecpar();
  }

  /** The beginning of the file's time, in microseconds; 0 where it does not say. */
  long startMicros() {
    long start = format.start_time();
    return start == avutil.AV_NOPTS_VALUE ? 0 : start;
  }

  /** The end of the video in milliseconds from the beginning of the file's time; -1 for unknown. */
  long durationMs() {
    AVStream video = stream();
    if (video.duration() != avutil.AV_NOPTS_VALUE && video.duration() > 0) {
      double unit = (double) video.time_base().num() / video.time_base().den();
      long first = video.start_time() == avutil.AV_NOPTS_VALUE ? 0 : video.start_time();
      double start = first * unit * 1000 - startMicros() / 1000.0;
      return Math.round(Math.max(0, start) + video.duration() * unit * 1000);
    }
    return format.duration() == avutil.AV_NOPTS_VALUE || format.duration() <= 0
        ? -1
        : format.duration() / 1000;
  }

  String codec() {
    return avcodec.avcodec_get_name(parameters().codec_id()).getString();
  }

  @Override
  public void close() {
    avformat.avformat_close_input(format);
  }
}
