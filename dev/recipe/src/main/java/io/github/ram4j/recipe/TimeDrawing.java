package io.github.ram4j.recipe;

import io.github.ram4j.programs.Programs;
import io.github.ram4j.recipe.icons.IconClasses;
import io.github.ram4j.recipe.scene.Scene;
import io.github.ram4j.recipe.scene.SceneArtist;
import io.github.ram4j.recipe.scene.Scenes;
import io.github.ram4j.recipe.scene.TagScenes;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures the time of one thread to make and draw an image.
 *
 * <pre>
 * java -cp 'dev/recipe/target/lib/*:dev/recipe/target/classes' \
 *   io.github.ram4j.recipe.TimeDrawing --icons ICONS --side 96
 * </pre>
 */
@Command(
    name = "TimeDrawing",
    description = "Measures how long an image takes to draw.",
    mixinStandardHelpOptions = true)
public final class TimeDrawing implements Callable<Integer> {
  private static final int ROUNDS = 5;

  @Mixin private IconFolders folders;

  @Option(names = "--count", defaultValue = "2000", description = "Images in each round.")
  private int count;

  @Option(names = "--side", defaultValue = "96", description = "Side of an image in px.")
  private int side;

  TimeDrawing() {}

  /**
   * Measures.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new TimeDrawing(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    Scenes scenes = new TagScenes(folders.read(IconClasses.all()));
    SceneArtist artist = new SceneArtist(side);
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      long tags = 0;
      for (int i = 0; i < count; i++) {
        Scene scene = scenes.scene(round, i);
        artist.draw(scene);
        tags += scene.tags().size();
      }
      double milliseconds = (System.nanoTime() - begin) / 1e6 / count;
      System.out.printf(
          "round %d: %.3f ms an image of %d px, %.2f tags each%n",
          round + 1, milliseconds, side, (double) tags / count);
    }
    return 0;
  }
}
