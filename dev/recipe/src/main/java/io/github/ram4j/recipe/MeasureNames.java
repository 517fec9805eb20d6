package io.github.ram4j.recipe;

import io.github.ram4j.programs.Programs;
import io.github.ram4j.recipe.names.KnownNames;
import io.github.ram4j.recipe.names.NameEncoder;
import io.github.ram4j.recipe.names.NameFigures;
import io.github.ram4j.recipe.names.NameFigures.Measured;
import io.github.ram4j.recipe.names.NameModel;
import io.github.ram4j.recipe.names.TorchThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Measures how well a RAM knows tags by other names, and things by names that it never learned.
 *
 * <pre>
 * java -cp 'dev/recipe/target/lib/*:dev/recipe/target/classes' \
 *   io.github.ram4j.recipe.MeasureNames names.pth --icons ICONS
 * </pre>
 */
@Command(
    name = "MeasureNames",
    description = "Measures tags, synonyms and unknown names on new scenes.",
    mixinStandardHelpOptions = true)
public final class MeasureNames implements Callable<Integer> {
  @Mixin private NameOptions names;

  @Parameters(paramLabel = "CHECKPOINT", description = "The model, with the shipped tags.")
  private Path checkpoint;

  @Option(
      names = "--asked",
      defaultValue = "EMBEDDED",
      description =
          "How it is asked for a name: by the name's embedding (EMBEDDED), which LearnNames trains"
              + " a model for, or for the tag whose name is nearest (NEAREST), which any model can"
              + " be.")
  private Asked asked;

  /** The way that a name goes to a model. */
  enum Asked {
    EMBEDDED,
    NEAREST
  }

  MeasureNames() {}

  /**
   * Measures.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new MeasureNames(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    try (NameEncoder encoder = NameEncoder.open();
        NameModel model = names.open(checkpoint);
        TorchThreads threads = new TorchThreads()) {
      KnownNames known = names.known(encoder);
      Measured scenes = names.measured(model, threads);
      float[][] own = model.embeddings();
      Function<String, float[]> embedded = name -> names.sentence().embed(encoder, name);
      Function<String, float[]> ofName =
          asked == Asked.EMBEDDED ? embedded : name -> own[known.nearest(embedded.apply(name))];
      System.out.println(NameFigures.of(model, known, scenes, tag -> own[tag], ofName, threads));
    }
    return 0;
  }
}
