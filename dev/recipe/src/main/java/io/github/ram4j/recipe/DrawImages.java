package io.github.ram4j.recipe;

import io.github.ram4j.programs.Programs;
import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconClasses;
import io.github.ram4j.recipe.icons.IconLibrary;
import io.github.ram4j.recipe.scene.SceneArtist;
import io.github.ram4j.recipe.scene.Scenes;
import io.github.ram4j.recipe.scene.SentenceScenes;
import io.github.ram4j.recipe.scene.TagScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Draws images with their tags into a folder: the images, {@code images.jsonl} (a JSON object a
 * line) and {@code truth.txt} ({@code image,tag,tag…} a line).
 *
 * <pre>
 * java -cp 'dev/recipe/target/lib/*:dev/recipe/target/classes' \
 *   io.github.ram4j.recipe.DrawImages --icons ICONS --out IMAGES --count 1000 --side 128
 * </pre>
 */
@Command(
    name = "DrawImages",
    description = "Draws images of icons, with what they show.",
    mixinStandardHelpOptions = true)
public final class DrawImages implements Callable<Integer> {
  @Mixin private IconFolders folders;

  @Option(names = "--out", required = true, description = "Folder that the images go into.")
  private Path out;

  @Option(names = "--count", defaultValue = "1000", description = "Number of images.")
  private int count;

  @Option(names = "--side", defaultValue = "128", description = "Side of an image in px.")
  private int side;

  @Option(names = "--seed", defaultValue = "1", description = "Of the images.")
  private long seed;

  @Option(names = "--format", defaultValue = "png", description = "png or jpg.")
  private String format;

  @Option(
      names = "--sentences",
      description = "Scenes that a sentence tells of, with the sentence, of Tag2Text's tags.")
  private boolean sentences;

  @Option(
      names = "--extra-tags",
      split = ",",
      paramLabel = "TAG",
      description =
          "With --sentences: tags of backdrops and colours that images get, such as sky,red.")
  private List<String> extraTags = new ArrayList<>();

  @Option(names = "--classes", description = "File of tags to draw, one a line; by default all.")
  private Path classes;

  DrawImages() {}

  /**
   * Draws.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new DrawImages(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    requireOptions();
    IconLibrary library = folders.read(chosenClasses());
    Scenes scenes = sentences ? new SentenceScenes(library, extraTags) : new TagScenes(library);
    new ImageFolder(out, format).write(scenes, seed, count, new SceneArtist(side));
    System.out.printf("%d images in %s%n", count, out);
    return 0;
  }

  private void requireOptions() {
    if (count < 1) {
      throw new IllegalArgumentException("--count: expected 1 or more, found " + count);
    }
    if (!List.of("png", "jpg").contains(format)) {
      throw new IllegalArgumentException("--format: expected png or jpg, found " + format);
    }
  }

  private List<IconClass> chosenClasses() throws IOException {
    if (classes == null) {
      return sentences ? IconClasses.ofTag2Text() : IconClasses.all();
    }
    return IconClasses.named(Files.readAllLines(classes));
  }
}
