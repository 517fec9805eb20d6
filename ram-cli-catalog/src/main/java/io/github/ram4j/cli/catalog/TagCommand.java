package io.github.ram4j.cli.catalog;

import io.github.ram4j.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Program that tags the images of folders into a catalogue. */
@Command(
    name = "tag",
    description = "Tag the images of folders into a catalogue that is searched and resumed.",
    sortOptions = false)
final class TagCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", arity = "1..*", description = "Folders of images, of any depth.")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--catalog",
      paramLabel = "FILE.sqlite",
      description = "The catalogue; DIR/.ram4j/catalog.sqlite by default.")
  private Path file;

  @Override
  public Integer call() throws IOException {
    for (Path folder : folders) {
      try (Catalog catalog = Catalog.open(file == null ? Catalog.placeIn(folder) : file)) {
        spec.commandLine().getOut().println(catalog.file());
      }
    }
    return 0;
  }
}
