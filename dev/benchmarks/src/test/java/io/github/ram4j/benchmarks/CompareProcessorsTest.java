package io.github.ram4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.convert.Precision;
import io.github.ram4j.programs.Programs;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One int8 bundle on this processor and on one without VNNI, in emulation. */
class CompareProcessorsTest {
  private static final String EMULATOR = "qemu-x86_64";

  @TempDir private Path folder;

  @Test
  void int8AnswersAreTheSameToTheBitWithoutVnni() throws IOException {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(path -> Files.isExecutable(Path.of(path, EMULATOR))),
        EMULATOR + " is not installed: expected Debian's package qemu-user");
    assumeTrue(System.getProperty("os.arch").equals("amd64"), "the processor is no x86-64");
    List<String> arguments = new ArrayList<>();
    for (String family : List.of("ram", "ram_plus", "tag2text")) {
      Path checkpoint =
          FormulaCheckpoint.write(
              folder.resolve(family + ".safetensors"), ModelSizes.tiny(family, 64, 2, 6), 11);
      for (Precision precision : List.of(Precision.FP32, Precision.INT8)) {
        Path bundle = folder.resolve(family + "-" + precision.id());
        Converter.convert(
            checkpoint,
            bundle,
            ConvertOptions.defaults()
                .withImageSize(64)
                .withVocabulary(TinyModels.tags())
                .withPrecision(precision));
        arguments.add("--bundle=" + bundle);
      }
    }
    arguments.add("--out=" + folder.resolve("table"));
    StringWriter err = new StringWriter();
    int status =
        Programs.run(
            new CompareProcessors(), new PrintWriter(err, true), arguments.toArray(String[]::new));
    assertEquals(0, status, err::toString);
    JsonNode rows =
        new ObjectMapper().readTree(folder.resolve("table.json").toFile()).get("processors");
    assertEquals(6, rows.size());
    for (JsonNode row : rows) {
      double apart = row.get("between").asDouble();
      boolean int8 = row.get("bundle").asText().endsWith("int8");
      assertTrue(apart <= (int8 ? 0 : 1e-3), row.toString());
    }
  }
}
