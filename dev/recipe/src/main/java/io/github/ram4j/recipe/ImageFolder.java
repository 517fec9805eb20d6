package io.github.ram4j.recipe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.ram4j.recipe.scene.Scene;
import io.github.ram4j.recipe.scene.SceneArtist;
import io.github.ram4j.recipe.scene.Scenes;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * Folder of images and their labels: {@code images.jsonl} (a JSON object a line) and {@code
 * truth.txt} ({@code image,tag,tag…} a line, as in the authors' evaluation).
 *
 * @param folder the folder, made if it is missing
 * @param format "png" or "jpg"
 */
record ImageFolder(Path folder, String format) {

  /** Writes the first scenes of a seed; the lists come last, after all images. */
  void write(Scenes scenes, long seed, int count, SceneArtist artist) throws IOException {
    Files.createDirectories(folder);
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
  }

  private Scene write(Scene scene, int index, SceneArtist artist) {
    Path file = folder.resolve(fileName(index));
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
    moveToPlace("truth.txt", truth);
    moveToPlace("images.jsonl", lines);
  }

  private static String line(String image, Scene scene) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("image", image);
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
  private void moveToPlace(String name, CharSequence text) throws IOException {
    Path partial = folder.resolve("." + name + ".partial");
    try {
      Files.writeString(partial, text);
      Files.move(partial, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
