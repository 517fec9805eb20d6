package io.github.ram4j.video.frames;

import io.github.ram4j.RamException;

/** Thrown when a file is no video, or none that can be read. The message names the file. */
public class VideoException extends RamException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception without a cause.
   *
   * @param message the file, what was expected and what was found
   */
  public VideoException(String message) {
    super(message);
  }
}
