package io.github.ram4j.examples;

import io.github.ram4j.Recognition;
import io.github.ram4j.files.PartialFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of logits: no header, a row a picture, its file name and then the logit of every tag in
 * the order of the vocabulary. Rows go to a hidden file that takes the name when it is finished.
 */
final class LogitsCsv implements AutoCloseable {
  private static final MathContext DIGITS = new MathContext(9);

  private final PartialFile file;
  private final BufferedWriter out;

  LogitsCsv(Path file) throws IOException {
    this.file = new PartialFile(file);
    this.out = Files.newBufferedWriter(this.file.path(), StandardOpenOption.CREATE_NEW);
  }

  void add(Path picture, Recognition recognition) throws IOException {
    out.write(quoted(picture.getFileName().toString()));
    for (FloatBuffer logits = recognition.logits(); logits.hasRemaining(); ) {
      out.write(',');
      out.write(number(logits.get()));
    }
    out.newLine();
  }

  /** Gives the file its name. */
  void finish() throws IOException {
    out.close();
    file.finish();
  }

  /** A cell of comma-separated values, in quotes where it needs them. */
  static String quoted(String name) {
    return name.matches("[^,\"\\r\\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String number(float logit) {
    return Float.isFinite(logit)
        ? new BigDecimal(logit).round(DIGITS).toString()
        : Float.toString(logit);
  }

  @Override
  public void close() throws IOException {
    out.close();
    file.close();
  }
}
