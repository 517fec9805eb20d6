package io.github.ram4j.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs the programs in this JVM. */
final class Programs {
  /** The images of the samples, drawn with tags that the clip art model knows. */
  static final Path SAMPLES = Path.of("../ram-examples/samples");

  /** Side of the tiny model's input, which its checkpoint does not say. */
  static final String TINY_SIZE = "64";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Programs() {}

  /** What a program left behind. */
  record Ran(int exit, String out, String err) {
    List<String> outLines() {
      return out.lines().toList();
    }

    List<JsonNode> json() throws IOException {
      List<JsonNode> objects = new ArrayList<>();
      for (String line : outLines()) {
        objects.add(JSON.readTree(line));
      }
      return objects;
    }
  }

  static Ran ram(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
    int exit = Ram.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
    return new Ran(exit, text(out), text(err));
  }

  /** Arguments behind each other. */
  static Object[] joined(Object[]... arguments) {
    return Stream.of(arguments).flatMap(Stream::of).toArray();
  }

  private static String text(StringWriter written) {
    return written.toString().replace(System.lineSeparator(), "\n");
  }

  static Path sample(String name) {
    return SAMPLES.resolve(name);
  }

  /** A RAM of random weights that takes no time to convert. */
  static Path tinyCheckpoint(Path folder) throws IOException {
    ModelSizes sizes = ModelSizes.tiny("ram", Integer.parseInt(TINY_SIZE), 2, 5);
    return FormulaCheckpoint.write(folder.resolve("tiny.safetensors"), sizes, 3);
  }

  /** The five tags of {@link #tinyCheckpoint}; the last has no Chinese name. */
  static Path tinyTags(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("tiny.tsv"),
        """
        id\ten\tzh\tthreshold
        0\tcat\t猫\t0.5
        1\tdog\t狗\t0.5
        2\tfox\t狐狸\t0.5
        3\towl\t猫头鹰\t0.5
        4\tram4j\t\t0.5
        """);
  }

  /** Everything in a folder, hidden files included. */
  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
