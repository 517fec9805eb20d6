package io.github.ram4j.data;

import io.github.ram4j.files.OutputFile;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Writes examples as JSON Lines, as {@link ExampleReader} reads them: {@code image} (or {@code
 * picture}, in lines that were read with it), {@code tags}, the captions where there are any, then
 * the further fields as they were read. A single caption is {@code caption}, several are {@code
 * captions}. A file whose name ends in {@code .gz} is packed by gzip.
 *
 * <p>Lines go to a hidden file beside the named one. {@link #finish()} gives it the name and
 * replaces an older file. A writer that is closed without {@code finish} leaves no lines, and an
 * older file stays; so {@code finish} is the last call within try-with-resources. A link is
 * followed; a device or pipe is written to directly.
 *
 * <p>Not thread-safe. The caller closes the writer; closing it again has no effect.
 */
public final class ExampleWriter implements AutoCloseable {
  private final OutputFile file;
  private final Writer out;

  /**
   * Begins a file.
   *
   * @param file the final name
   * @throws java.io.FileNotFoundException if the name is a folder's, or its folder does not exist
   * @throws IOException if no file can be written there
   */
  public ExampleWriter(Path file) throws IOException {
    this.file = new OutputFile(file);
    this.out = PackedExamples.hasName(file.toString()) ? packed() : this.file.writer();
  }

  private Writer packed() throws IOException {
    return new OutputStreamWriter(new GZIPOutputStream(file.stream()), StandardCharsets.UTF_8);
  }

  /**
   * Adds a line.
   *
   * @param example an example, whose path is written as it is
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

  /** Deletes the hidden file unless the writer was finished. */
  @Override
  public void close() throws IOException {
    try (file) {
      out.close();
    }
  }
}
