package io.github.ram4j.cli;

import io.github.ram4j.files.OutputFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/** Writer of text files that appear when they are complete. */
final class TextOutput {
  private TextOutput() {}

  /** Writer of the contents of a file. */
  interface Contents {
    void write(Writer out) throws IOException;
  }

  /** Writes a file, which replaces an older one when it is complete. */
  static void write(Path file, Contents contents) throws IOException {
    try (OutputFile output = new OutputFile(file)) {
      Writer out = output.writer();
      contents.write(out);
      out.flush();
      output.finish();
    }
  }
}
