package io.github.ram4j.recipe;

import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Tag;
import io.github.ram4j.TagAttention;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.programs.Programs;
import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconClasses;
import io.github.ram4j.recipe.icons.IconLibrary;
import io.github.ram4j.recipe.scene.Box;
import io.github.ram4j.recipe.scene.Group;
import io.github.ram4j.recipe.scene.Scene;
import io.github.ram4j.recipe.scene.SceneArtist;
import io.github.ram4j.recipe.scene.TagScenes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Measures how often the greatest attention of a tag lies in the thing that was drawn for it,
 * beside chance.
 *
 * <pre>
 * java -cp 'dev/recipe/target/lib/*:dev/recipe/target/classes' \
 *   io.github.ram4j.recipe.MeasureAttention BUNDLE --icons ICONS --sets twemoji
 * </pre>
 */
@Command(
    name = "MeasureAttention",
    description = "Measures where a tagger looks in new scenes, against where things were drawn.",
    mixinStandardHelpOptions = true)
public final class MeasureAttention implements Callable<Integer> {
  private static final int SIDE_PX = 128;

  @Mixin private IconFolders folders;

  @Parameters(paramLabel = "BUNDLE", description = "The model.")
  private Path bundle;

  @Option(names = "--count", defaultValue = "500", description = "Scenes.")
  private int count;

  @Option(names = "--seed", defaultValue = "977", description = "Of the scenes.")
  private long seed;

  MeasureAttention() {}

  /**
   * Measures.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new MeasureAttention(), arguments);
  }

  /** Sums over things, of scenes with one or with several. */
  private static final class Sums {
    private int things;
    private int inside;
    private double area;
    private double parts;

    void add(TagAttention map, Box box) {
      things++;
      inside += contains(box, map.peak()) ? 1 : 0;
      area += part(box.left(), box.right()) * part(box.top(), box.bottom());
      int within = 0;
      for (int row = 0; row < map.rows(); row++) {
        for (int column = 0; column < map.columns(); column++) {
          TagAttention.Peak middle =
              new TagAttention.Peak((column + 0.5) / map.columns(), (row + 0.5) / map.rows());
          within += contains(box, middle) ? 1 : 0;
        }
      }
      parts += (double) within / (map.rows() * map.columns());
    }

    void print(String what) {
      System.out.printf(
          Locale.ROOT,
          "%s: %d things: maximum inside %.3f; chance by area %.3f, by middles of parts %.3f%n",
          what,
          things,
          (double) inside / things,
          area / things,
          parts / things);
    }
  }

  private static boolean contains(Box box, TagAttention.Peak peak) {
    return peak.x() >= box.left()
        && peak.x() <= box.right()
        && peak.y() >= box.top()
        && peak.y() <= box.bottom();
  }

  private static double part(double from, double to) {
    return Math.max(0, Math.min(1, to) - Math.max(0, from));
  }

  @Override
  public Integer call() throws IOException {
    try (Recognizer recognizer = RamModels.open(bundle)) {
      List<IconClass> known =
          IconClasses.all().stream()
              .filter(icon -> !recognizer.vocabulary().find(icon.name()).isEmpty())
              .toList();
      IconLibrary library = folders.read(known);
      TagScenes scenes = new TagScenes(library);
      SceneArtist artist = new SceneArtist(SIDE_PX);
      Sums one = new Sums();
      Sums several = new Sums();
      for (int i = 0; i < count; i++) {
        Scene scene = scenes.scene(seed, i);
        List<Group> groups = scene.groups();
        List<Tag> tags =
            groups.stream()
                .map(group -> recognizer.vocabulary().require(group.tag()).get(0))
                .toList();
        List<TagAttention> maps = recognizer.attention(ImageSource.of(artist.draw(scene)), tags);
        for (int thing = 0; thing < maps.size(); thing++) {
          // The box of several of a kind has what is between them.
          if (groups.get(thing).count() == 1) {
            (groups.size() == 1 ? one : several).add(maps.get(thing), groups.get(thing).box());
          }
        }
      }
      one.print("scenes of one thing");
      several.print("scenes of several");
    }
    return 0;
  }
}
