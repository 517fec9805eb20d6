package io.github.ram4j.data;

import io.github.ram4j.files.OutputFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/**
 * Writes examples as JSON Lines, as {@link ExampleReader} reads them: {@code image} (or {@code
 * picture}, in lines that were read with it), {@code tags}, the captions where there are any, then
 * the further fields as they were read. A single caption is {@code caption}, several are {@code
 * captions}.
 *
 * <p>Lines go to a hidden file beside the named one, which takes the name, replacing what had it,
 * at {@link #finish()}. Closed without that, nothing is left and an older file stays. So {@code
 * finish} is the last call within try-with-resources. A link is followed; a device or pipe is
 * written to as it is.
 *
 * <p>Not thread-safe. Whoever made a writer closes it, which may be done twice.
 */
public final class ExampleWriter implements AutoCloseable {
  private final OutputFile file;
  private final Writer out;

  /**
   * Begins a file.
   *
   * @param file the name that it takes in the end
   * @throws java.io.FileNotFoundException if the name is a folder's, or its folder does not exist
   * @throws IOException if no file can be written there
   */
  public ExampleWriter(Path file) throws IOException {
    this.file = new OutputFile(file);
    this.out = this.file.writer();
  }

  /**
   * Adds a line.
   *
   * @param example paths are written as they are
   * @throws IOException if writing fails
   */
  public void write(Example example) throws IOException {
    out.write(ExampleFormat.write(example));
    out.write('\n');
  }

  /**
   * Gives the file its name; nothing can be written afterwards.
   *
   * @throws IOException if writing or moving fails
   */
  public void finish() throws IOException {
    out.close();
    file.finish();
  }

  /** Deletes what was written if it was not finished. */
  @Override
  public void close() throws IOException {
    try (file) {
      out.close();
    }
  }
}
