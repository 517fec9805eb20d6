package io.github.ram4j.catalog.run;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Reasons why an image failed, without the name of its file, which stands beside. */
final class Reasons {
  private Reasons() {}

  static String of(Path file, String path, Exception cause) {
    if (cause instanceof AccessDeniedException) {
      return "expected permission to read it, found that access is denied";
    }
    if (cause instanceof FileSystemException system && system.getReason() != null) {
      return "expected to read it, found " + system.getReason();
    }
    String message = String.valueOf(cause.getMessage());
    for (String name : new String[] {file.toString(), path}) {
      String begin = name + ": ";
      int at = message.indexOf(begin);
      if (at >= 0) {
        return (message.substring(0, at) + message.substring(at + begin.length())).strip();
      }
    }
    return message.isBlank() ? cause.getClass().getSimpleName() : message;
  }
}
