package io.github.ram4j.spark.data.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.RamException;
import io.github.ram4j.data.CleanOptions;
import io.github.ram4j.data.DataProgress;
import io.github.ram4j.data.DataReport;
import io.github.ram4j.data.ReportFiles;
import io.github.ram4j.data.TagCleaner;
import io.github.ram4j.evaluate.run.LabelledImages;
import io.github.ram4j.spark.data.DrawnExamples;
import io.github.ram4j.spark.data.LocalSpark;
import io.github.ram4j.spark.data.SingleMachine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs write what those of one machine write, and say so by their status. */
class RamSparkDataTest {
  @TempDir Path folder;
  private final StringWriter printed = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private String in;

  @BeforeEach
  void draw() throws IOException {
    LocalSpark.session();
    in = DrawnExamples.in(folder).toString();
  }

  private int run(String... arguments) {
    return RamSparkData.run(new PrintWriter(printed), new PrintWriter(errors), arguments);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void cleaningWritesLinesAndReport() throws IOException {
    DataReport expected =
        new TagCleaner(
                SingleMachine.recognizer(),
                CleanOptions.defaults().withMinExamples(2).withRemove(true),
                DataProgress.SILENT)
            .clean(Path.of(in), folder.resolve("single.jsonl"));
    ReportFiles.write(expected, folder.resolve("single.txt"), folder.resolve("single.json"));
    assertEquals(
        1,
        run("clean", "clipart", in, "--out", path("o.jsonl"), "--min-examples", "2", "--remove"),
        errors::toString);
    assertEquals(
        Files.readString(folder.resolve("single.jsonl")),
        DrawnExamples.joined(folder.resolve("o.jsonl")));
    assertEquals(
        Files.readString(folder.resolve("single.json")),
        Files.readString(folder.resolve("o.report.json")));
    assertEquals(
        Files.readString(folder.resolve("single.txt")),
        Files.readString(folder.resolve("o.report.txt")));
    assertTrue(errors.toString().contains("ram: passed on unchanged: images/7.png: no such file"));
    assertTrue(printed.toString().contains("images that could not be read: 4"));
    assertEquals(1, run("clean", "clipart", in, "--out", path("o.jsonl")));
    assertTrue(errors.toString().contains("--replace replaces it"), errors::toString);
  }

  @Test
  void evaluationWritesFigures() throws IOException {
    String[] arguments = {
      "evaluate",
      "clipart",
      "--truth",
      in,
      "--skip-unreadable",
      "--under",
      "images/1",
      "--csv",
      path("figures.csv"),
      "--json",
      path("figures.json")
    };
    assertEquals(0, run(arguments), errors::toString);
    assertTrue(printed.toString().contains("images left out: 2"), printed::toString);
    assertTrue(Files.readString(folder.resolve("figures.csv")).startsWith("model,basis,tag"));
    assertTrue(Files.readString(folder.resolve("figures.json")).contains("\"pictures\" : 9"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{'image':'a','tags':['sun']",
        "{'image':'a','tags':['sun']}\n{'image':'a','tags':['sky']}",
        "a,,sun",
      })
  void aWrongTruthIsNamedAsOnOneMachine(String text) throws IOException {
    Path truth = Files.writeString(folder.resolve("truth.jsonl"), text.replace('\'', '"'));
    RamException e = assertThrows(RamException.class, () -> LabelledImages.read(truth));
    for (String name : List.of(truth.toString(), "flaky:" + truth)) {
      LocalSpark.session();
      assertEquals(1, run("evaluate", "clipart", "--truth", name));
      String expected = e.getMessage().replace(truth.toString(), name);
      assertTrue(errors.toString().contains(expected), () -> expected + "\n" + errors);
    }
  }

  @Test
  void aWrongCommandLineHasItsOwnStatus() {
    assertEquals(2, run("generate", "clipart", in));
    assertEquals(1, run("generate", in, "--out", path("o.jsonl")));
    assertTrue(errors.toString().contains("model: expected MODEL or --model, found neither"));
    assertEquals(1, run("generate", "no-model", in, "--out", path("o.jsonl")));
    assertTrue(errors.toString().contains("model no-model"), errors::toString);
  }
}
