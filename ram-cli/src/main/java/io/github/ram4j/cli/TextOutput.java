package io.github.ram4j.cli;

import io.github.ram4j.files.OutputFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/** Text files that appear when they are whole. */
final class TextOutput {
  private TextOutput() {}

  /** The contents of a file. */
  interface Contents {
    void write(Writer out) throws IOException;
  }

  /** Writes a file, replacing one of its name once the new one is whole. */
  static void write(Path file, Contents contents) throws IOException {
    try (OutputFile output = new OutputFile(file)) {
      Writer out = output.writer();
      contents.write(out);
      out.flush();
      output.finish();
    }
  }
}
