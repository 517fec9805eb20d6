package io.github.ram4j.cli;

import io.github.ram4j.RamException;
import io.github.ram4j.view.TerminalView;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;

/** Exceptions as messages for people. */
public final class Errors {
  private static final String OWN_CLASSES = "io.github.ram4j.";

  private Errors() {}

  /**
   * Returns whether an exception is about files, models, images or options, and not about a bug.
   */
  static boolean isTheUsers(Exception thrown) {
    return thrown instanceof RamException
        || thrown instanceof IOException
        || thrown instanceof UncheckedIOException
        || thrown instanceof InvalidPathException
        || isOfOptions(thrown);
  }

  /**
   * Returns whether an exception is about what the command line asks for. The content of files
   * leads to other exceptions.
   */
  static boolean isOfOptions(Exception thrown) {
    return thrown instanceof IllegalArgumentException && isThrownHere(thrown);
  }

  /**
   * Returns whether this project checked an argument, which came from the command line. What the
   * JDK or a library throws about an argument, this project gave it: a bug.
   */
  private static boolean isThrownHere(Exception thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return trace.length > 0 && trace[0].getClassName().startsWith(OWN_CLASSES);
  }

  /**
   * Explains an exception in one line.
   *
   * @param thrown an exception
   * @return a line that a terminal can show
   */
  public static String explain(Exception thrown) {
    return TerminalView.safe(String.valueOf(message(thrown)));
  }

  /** Completes messages of the JDK, which give no more than a file's name. */
  private static String message(Exception thrown) {
    if (thrown instanceof NoSuchFileException missing && missing.getReason() == null) {
      return missing.getFile() + ": expected a file, found nothing of that name";
    }
    if (thrown instanceof AccessDeniedException denied && denied.getReason() == null) {
      return denied.getFile() + ": expected permission to use it, found that access is denied";
    }
    if (thrown instanceof FileSystemLoopException loop) {
      return loop.getFile() + ": expected a file, found links that lead in a circle";
    }
    if (thrown instanceof FileNotFoundException
        || (thrown instanceof FileSystemException file && file.getReason() != null)) {
      return thrown.getMessage();
    }
    if (thrown instanceof InvalidPathException name
        && name.getInput().chars().anyMatch(c -> c > 0x7e)) {
      return ("%s: expected a name that the locale's encoding (%s) can write;"
              + " LC_ALL=C.UTF-8 sets another")
          .formatted(name.getInput(), System.getProperty("sun.jnu.encoding"));
    }
    if (thrown instanceof UncheckedIOException wrapped) {
      return message(wrapped.getCause());
    }
    if (thrown instanceof IOException) {
      return thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
    }
    return thrown.getMessage();
  }
}
