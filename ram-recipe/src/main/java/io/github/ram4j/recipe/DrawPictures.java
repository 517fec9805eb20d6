package io.github.ram4j.recipe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.ram4j.recipe.icons.IconClass;
import io.github.ram4j.recipe.icons.IconClasses;
import io.github.ram4j.recipe.icons.IconLibrary;
import io.github.ram4j.recipe.scene.Scene;
import io.github.ram4j.recipe.scene.SceneArtist;
import io.github.ram4j.recipe.scene.Scenes;
import io.github.ram4j.recipe.scene.SentenceScenes;
import io.github.ram4j.recipe.scene.TagScenes;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Draws pictures with their tags into a folder: the pictures, {@code pictures.jsonl} (a JSON object
 * a line) and {@code truth.txt} ({@code picture,tag,tag…} a line).
 *
 * <pre>
 * java -cp 'ram-recipe/target/lib/*:ram-recipe/target/classes' \
 *   io.github.ram4j.recipe.DrawPictures --icons ICONS --out PICTURES --count 1000 --side 128
 * </pre>
 */
@Command(
    name = "DrawPictures",
    description = "Draws pictures of icons, with what they show.",
    mixinStandardHelpOptions = true)
public final class DrawPictures implements Callable<Integer> {
  @Mixin private IconFolders folders;

  @Option(names = "--out", required = true, description = "Folder that the pictures go into.")
  private Path out;

  @Option(names = "--count", defaultValue = "1000", description = "Number of pictures.")
  private int count;

  @Option(names = "--side", defaultValue = "128", description = "Side of a picture in px.")
  private int side;

  @Option(names = "--seed", defaultValue = "1", description = "Of the pictures.")
  private long seed;

  @Option(names = "--format", defaultValue = "png", description = "png or jpg.")
  private String format;

  @Option(
      names = "--sentences",
      description = "Scenes that a sentence tells of, with the sentence, of Tag2Text's tags.")
  private boolean sentences;

  @Option(
      names = "--backdrop-tags",
      split = ",",
      paramLabel = "TAG",
      description = "With --sentences: tags of backdrops that pictures get, such as sky,grass.")
  private List<String> backdropTags = new ArrayList<>();

  @Option(names = "--classes", description = "File of tags to draw, one a line; by default all.")
  private Path classes;

  DrawPictures() {}

  /**
   * Draws.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Programs.exit(new DrawPictures(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    requireOptions();
    IconLibrary library = folders.read(chosenClasses());
    Scenes scenes = sentences ? new SentenceScenes(library, backdropTags) : new TagScenes(library);
    SceneArtist artist = new SceneArtist(side);
    Files.createDirectories(out);
    List<Scene> drawn = new ArrayList<>();
    try {
      IntStream.range(0, count)
          .parallel()
          .mapToObj(i -> write(scenes.scene(seed, i), i, artist))
          .forEachOrdered(drawn::add);
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
    writeLists(drawn);
    System.out.printf("%d pictures in %s%n", count, out);
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

  private Scene write(Scene scene, int index, SceneArtist artist) {
    Path file = out.resolve(fileName(index));
    try {
      ImageIO.write(artist.draw(scene), format, file.toFile());
      return scene;
    } catch (IOException e) {
      throw new UncheckedIOException("writing %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private String fileName(int index) {
    return "%05d.%s".formatted(index, format);
  }

  private void writeLists(List<Scene> scenes) throws IOException {
    StringBuilder truth = new StringBuilder();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < scenes.size(); i++) {
      truth.append(fileName(i));
      scenes.get(i).tags().forEach(tag -> truth.append(',').append(tag));
      truth.append('\n');
      lines.append(line(fileName(i), scenes.get(i))).append('\n');
    }
    moveTo("truth.txt", truth);
    moveTo("pictures.jsonl", lines);
  }

  private static String line(String picture, Scene scene) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("picture", picture);
      json.writeArrayFieldStart("tags");
      for (String tag : scene.tags()) {
        json.writeString(tag);
      }
      json.writeEndArray();
      if (!scene.caption().isEmpty()) {
        json.writeStringField("caption", scene.caption());
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  /** Writes a file beside its place and moves it there. */
  private void moveTo(String name, CharSequence text) throws IOException {
    Path partial = Files.createTempFile(out, "." + name, null);
    Files.writeString(partial, text);
    Files.move(partial, out.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }
}
