package io.github.ram4j.cli;

import io.github.ram4j.TagVocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the programs that change files of examples. */
final class ExampleFiles {
  @Option(
      names = "--out",
      paramLabel = "OUT.jsonl",
      required = true,
      description =
          "The file to write. It appears when it is complete. An existing file, the input too, is"
              + " replaced with --replace alone.")
  private Path out;

  @Mixin private ReplaceOption replace;

  /** The file to write. */
  Path out() {
    return out;
  }

  /** Checks the output before anything is read. */
  OutputCheck check(CommandLine line, List<Path> inputs) throws IOException {
    return new OutputCheck(line, replace.isGiven(), inputs)
        .require("--out", out, OutputKind.EXAMPLES);
  }

  /** The list that an option names: "ram", "tag2text" or a file. */
  static TagVocabulary vocabulary(String name) throws IOException {
    return switch (name) {
      case "ram" -> TagVocabulary.ram();
      case "tag2text" -> TagVocabulary.tag2text();
      default -> TagVocabulary.read(Path.of(name));
    };
  }
}
