package io.github.ram4j.data;

import io.github.ram4j.files.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads examples from a file of JSON Lines, one after the other, however large the file is.
 *
 * <p>UTF-8, with or without a byte order mark; blank lines are skipped. A file whose name ends in
 * {@code .gz} is unpacked. A line is an object with the fields {@code image} (a path, required;
 * earlier lines call it {@code picture}), {@code tags} (a list of names), {@code caption} (a
 * sentence) or {@code captions} (a list of them), {@code caption_tags} (for each caption a list of
 * names), and any others, which are kept. No field may occur twice.
 *
 * <p>Not thread-safe. The caller closes the reader; closing it again has no effect, and reading
 * fails afterwards. After an {@link ExampleException} the next call reads the next line, unless the
 * line was too long.
 */
public final class ExampleReader implements AutoCloseable {
  private final Path file;
  private final ImagePaths images;
  private final ReadOptions options;
  private final LineReader lines;
  private long line;

  private ExampleReader(Path file, ReadOptions options) throws IOException {
    this.file = file;
    this.images = ImagePaths.ofFile(file);
    this.options = options;
    this.lines = new LineReader(PackedExamples.open(file), options.maxLineBytes());
  }

  /**
   * Opens a file with {@link ReadOptions#defaults()}.
   *
   * @param file JSON Lines
   * @return a reader at the first line
   * @throws IOException if the file cannot be opened
   */
  public static ExampleReader open(Path file) throws IOException {
    return open(file, ReadOptions.defaults());
  }

  /**
   * Opens a file.
   *
   * @param file JSON Lines
   * @param options limits, and the check that images exist
   * @return a reader at the first line
   * @throws IOException if the file cannot be opened
   */
  public static ExampleReader open(Path file, ReadOptions options) throws IOException {
    return new ExampleReader(file, options);
  }

  /**
   * Reads all examples of a file into memory.
   *
   * @param file JSON Lines
   * @param options limits, and the check that images exist
   * @return in the order of the file
   * @throws IOException if the file cannot be read
   * @throws ExampleException if a line is no example
   */
  public static List<Example> readAll(Path file, ReadOptions options) throws IOException {
    List<Example> all = new ArrayList<>();
    try (ExampleReader reader = open(file, options)) {
      for (Optional<Example> next = reader.next(); next.isPresent(); next = reader.next()) {
        all.add(next.get());
      }
    }
    return all;
  }

  /**
   * Reads the next example.
   *
   * @return empty after the last
   * @throws IOException if reading fails, or packed data are damaged
   * @throws ExampleException if the line is no example; the message names file, line and field
   */
  public Optional<Example> next() throws IOException {
    try {
      for (String text = nextLine(); text != null; text = nextLine()) {
        if (!text.isBlank()) {
          Example example = ExampleFormat.read(text);
          if (options.requireImages()) {
            requireImage(example);
          }
          return Optional.of(example);
        }
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      throw new ExampleException("%s, line %d: %s".formatted(file, line, e.getMessage()), e);
    }
  }

  private String nextLine() throws IOException {
    line++;
    String text = lines.next();
    if (text == null) {
      line--;
    }
    return text;
  }

  private void requireImage(Example example) {
    Path image = image(example);
    if (!Files.isRegularFile(image)) {
      throw new IllegalArgumentException("image: expected a file, found none at " + image);
    }
  }

  /**
   * Resolves the image of an example: paths are relative to the file's folder.
   *
   * @param example of this file
   * @return the path of a file that need not exist
   * @throws IllegalArgumentException if no file can have such a name on this system
   */
  public Path image(Example example) {
    return images.resolve(example.image());
  }

  /**
   * Moves an example to another file, whose folder relative paths start at.
   *
   * @param example of this file
   * @param other the file to write the example to
   * @return the same example if both files are in one folder, the path is absolute, or no file can
   *     have such a name on this system; with an absolute path if the other is a device or pipe
   */
  public Example movedTo(Path other, Example example) {
    return isFile(other)
        ? images.movedTo(other.toAbsolutePath().getParent(), example)
        : images.absolute(example);
  }

  private static boolean isFile(Path other) {
    try {
      return OutputFile.isFile(other);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The number of the line that was read last.
   *
   * @return from 1 on; 0 before the first
   */
  public long line() {
    return line;
  }

  /** Closes the file. */
  @Override
  public void close() throws IOException {
    lines.close();
  }
}
