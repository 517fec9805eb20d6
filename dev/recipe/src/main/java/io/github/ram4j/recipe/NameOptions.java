package io.github.ram4j.recipe;

import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconClasses;
import io.github.ram4j.recipe.names.KnownNames;
import io.github.ram4j.recipe.names.NameEncoder;
import io.github.ram4j.recipe.names.NameFigures.Measured;
import io.github.ram4j.recipe.names.NameModel;
import io.github.ram4j.recipe.names.NameSentence;
import io.github.ram4j.recipe.names.SceneRows;
import io.github.ram4j.recipe.names.TorchThreads;
import io.github.ram4j.recipe.scene.TagScenes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options common to the programs that learn or measure names. */
final class NameOptions {
  private static final int SIDE_PX = 96;
  private static final long SEED = 977;

  @Mixin private IconFolders folders;

  @Option(
      names = "--keep-out",
      defaultValue = "10",
      description = "One tag of so many is kept out of learning names; 0 for none.")
  private int keepOut;

  @Option(
      names = "--sentence",
      defaultValue = "NAME",
      description = "What is embedded for a name: ${COMPLETION-CANDIDATES}.")
  private NameSentence sentence;

  @Option(names = "--measured", defaultValue = "2000", description = "Scenes measured on.")
  private int measured;

  NameSentence sentence() {
    return sentence;
  }

  KnownNames known(NameEncoder encoder) {
    return KnownNames.of(names(IconClasses.all()), keepOut, sentence, encoder);
  }

  NameModel open(Path checkpoint) throws IOException {
    return NameModel.open(checkpoint, SIDE_PX);
  }

  /** Scenes with all tags. */
  SceneRows scenes(NameModel model, long seed, int count, TorchThreads threads) throws IOException {
    return SceneRows.of(
        model, new TagScenes(folders.read(IconClasses.all())), seed, count, threads);
  }

  /** Scenes to measure on. */
  Measured measured(NameModel model, TorchThreads threads) throws IOException {
    List<IconClass> later = IconClasses.later();
    return new Measured(
        scenes(model, SEED, measured, threads),
        SceneRows.of(
            model, new TagScenes(folders.read(later)), SEED + 1, measured * 2 / 5, threads),
        names(later));
  }

  private static List<String> names(List<IconClass> classes) {
    return classes.stream().map(IconClass::name).toList();
  }
}
