package io.github.ram4j.cli;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.OpenVocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Program that puts vocabulary files one behind the other. */
@Command(
    name = "merge",
    description = "Put the tags of vocabulary files together, in the order of the files.",
    sortOptions = false)
final class VocabularyMergeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "2..*", description = "Vocabulary files.")
  private List<Path> files;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The vocabulary file to write.")
  private Path out;

  @Mixin private ReplaceOption replace;

  @Override
  public Integer call() throws IOException {
    new OutputCheck(spec.commandLine(), replace.isGiven(), files)
        .require("--out", out, OutputKind.VOCABULARY);
    OpenVocabulary all = OpenVocabulary.read(files.get(0));
    for (Path file : files.subList(1, files.size())) {
      OpenVocabulary next = OpenVocabulary.read(file);
      try {
        all = all.and(next);
      } catch (IllegalArgumentException e) {
        throw new FileFormatException(
            "vocabulary file %s, after those before it: %s".formatted(file, e.getMessage()), e);
      }
    }
    VocabularyFiles.write(all, out, spec.commandLine().getOut());
    return 0;
  }
}
