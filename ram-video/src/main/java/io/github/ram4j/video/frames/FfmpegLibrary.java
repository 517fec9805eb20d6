package io.github.ram4j.video.frames;

import io.github.ram4j.RamException;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** FFmpeg's libraries, loaded once; their log is silent unless the user has set its level. */
final class FfmpegLibrary {
  private static final String LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

  private FfmpegLibrary() {}

  /**
   * Loads the libraries.
   *
   * @throws RamException if that is not possible
   */
  static void load() {
    // Nothing here depends on JavaCPP's count of the whole process; it is read once.
    if (System.getProperty(LIMIT) == null
        && System.getProperty("org.bytedeco.javacpp.maxphysicalbytes") == null) {
      System.setProperty(LIMIT, "0");
    }
    try {
      if (avutil.av_log_get_level() == avutil.AV_LOG_INFO) {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
      }
      avformat.avformat_version();
    } catch (LinkageError e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw new RamException(
          ("FFmpeg, which reads videos, cannot be loaded on %s %s: expected JavaCV's"
                  + " org.bytedeco:javacpp and ffmpeg with this platform's native jars on the class"
                  + " path and a writable folder ~/.javacpp/cache (or what"
                  + " -Dorg.bytedeco.javacpp.cachedir names), found: %s")
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), root),
          e);
    }
  }

  /** The words for an error's code. */
  static String words(int error) {
    byte[] text = new byte[avutil.AV_ERROR_MAX_STRING_SIZE];
    avutil.av_strerror(error, text, text.length);
    int length = 0;
    while (length < text.length && text[length] != 0) {
      length++;
    }
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }

  /** What FFmpeg allocated. */
  static <T extends Pointer> T allocated(@Nullable T memory, String what) {
    if (memory == null || memory.isNull()) {
      throw new RamException("FFmpeg: expected native memory for a " + what + ", found less");
    }
    return memory;
  }
}
