package io.github.ram4j.recipe;

import io.github.ram4j.programs.Programs;
import io.github.ram4j.recipe.names.KnownNames;
import io.github.ram4j.recipe.names.NameDraw;
import io.github.ram4j.recipe.names.NameEncoder;
import io.github.ram4j.recipe.names.NameModel;
import io.github.ram4j.recipe.names.NameTraining;
import io.github.ram4j.recipe.names.RidgeFit;
import io.github.ram4j.recipe.names.TorchThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Gives {@code clipart-ram} a text encoder's embeddings of its tags' names in the place of its own,
 * and trains its head to read them.
 *
 * <p>The projection of embeddings begins as the one that comes nearest to the rows that the head
 * knows, by least squares with a ridge. Then projection and head are trained on names that are
 * drawn anew in every step: {@link NameDraw}. The image encoder stays as it is.
 *
 * <pre>
 * java -cp 'dev/recipe/target/lib/*:dev/recipe/target/classes' \
 *   io.github.ram4j.recipe.LearnNames --icons ICONS --model clipart-ram.pth --out names.pth
 * </pre>
 */
@Command(
    name = "LearnNames",
    description = "Trains a model's head on a text encoder's embeddings of names.",
    mixinStandardHelpOptions = true)
public final class LearnNames implements Callable<Integer> {
  private static final long SEED = 4242;

  @Mixin private NameOptions names;

  @Option(names = "--model", required = true, description = "Checkpoint of clipart-ram.")
  private Path model;

  @Option(names = "--out", required = true, description = "The checkpoint to write.")
  private Path out;

  @Option(
      names = "--ridge",
      defaultValue = "0.03",
      description = "Ridge of the projection that training begins with.")
  private double ridge;

  @Option(
      names = "--steps",
      defaultValue = "3000",
      description = "Steps of 32 scenes; 0 to leave the projection as it begins.")
  private int steps;

  @Option(
      names = "--minutes",
      defaultValue = "0",
      description = "End after so many minutes of training; 0 for all steps.")
  private double minutes;

  @Option(
      names = "--scenes",
      defaultValue = "22000",
      description = "Scenes to learn from, encoded before the first step, 20 kB each.")
  private int scenes;

  @Option(names = "--learning-rate", defaultValue = "5e-4", description = "Highest rate.")
  private double learningRate;

  @Option(
      names = "--other-names",
      defaultValue = "0.5",
      description = "Share of names that are drawn from the list of other names.")
  private double otherNames;

  @Option(
      names = "--noise",
      defaultValue = "0.3",
      description = "Greatest displacement of an embedding, which has length 1.")
  private double noise;

  LearnNames() {}

  /**
   * Learns.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new LearnNames(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    try (NameEncoder encoder = NameEncoder.open();
        NameModel learning = names.open(model);
        TorchThreads threads = new TorchThreads()) {
      KnownNames known = names.known(encoder);
      learning.setProjection(fit(learning, known));
      if (steps > 0) {
        train(learning, known, encoder, threads);
      }
      float[][] embeddings =
          IntStream.range(0, known.tags().size())
              .mapToObj(known::embedding)
              .toArray(float[][]::new);
      learning.write(out, embeddings);
    }
    System.out.println("written " + out);
    return 0;
  }

  private RidgeFit fit(NameModel learning, KnownNames known) {
    float[][] rows = learning.projectedRows();
    int[] learned = known.learned();
    return RidgeFit.of(
        Arrays.stream(learned).mapToObj(known::embedding).toArray(float[][]::new),
        Arrays.stream(learned).mapToObj(tag -> rows[tag]).toArray(float[][]::new),
        ridge);
  }

  private void train(
      NameModel learning, KnownNames known, NameEncoder encoder, TorchThreads threads)
      throws IOException {
    NameDraw draw = NameDraw.of(known, names.sentence(), encoder, otherNames, noise);
    try (NameTraining training =
        new NameTraining(learning, names.scenes(learning, SEED, scenes, threads), known, draw)) {
      training.run(
          new NameTraining.Schedule(steps, minutes, learningRate, SEED),
          threads,
          System.out::println);
    }
  }
}
