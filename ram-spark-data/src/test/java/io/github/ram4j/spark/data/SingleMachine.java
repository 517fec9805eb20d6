package io.github.ram4j.spark.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ram4j.Recognizer;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.data.DataReport;
import io.github.ram4j.data.ReportFiles;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The model as an application of one machine opens it, and the files that it writes. */
public final class SingleMachine {
  private static Recognizer recognizer;

  private SingleMachine() {}

  public static synchronized Recognizer recognizer() throws IOException {
    if (recognizer == null) {
      recognizer = RamModels.open(ClipartModels.ram(), ModelOptions.defaults());
    }
    return recognizer;
  }

  /** Compares reports as files, which have every figure. */
  static void requireSame(DataReport expected, DataReport found) throws IOException {
    assertEquals(written(expected), written(found));
  }

  private static String written(DataReport report) throws IOException {
    Path folder = Files.createTempDirectory("report");
    Path text = folder.resolve("text");
    Path json = folder.resolve("json");
    ReportFiles.write(report, text, json);
    String both = Files.readString(text) + Files.readString(json);
    Files.delete(text);
    Files.delete(json);
    Files.delete(folder);
    return both;
  }
}
