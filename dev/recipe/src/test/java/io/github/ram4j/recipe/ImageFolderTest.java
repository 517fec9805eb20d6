package io.github.ram4j.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.programs.Programs;
import io.github.ram4j.recipe.icons.IconLibrary;
import io.github.ram4j.recipe.icons.TinyIcons;
import io.github.ram4j.recipe.scene.Scene;
import io.github.ram4j.recipe.scene.SceneArtist;
import io.github.ram4j.recipe.scene.SentenceScenes;
import io.github.ram4j.recipe.scene.TagScenes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  @TempDir Path folder;

  @Test
  void writesImagesAndWhatTheyShow() throws IOException {
    SentenceScenes scenes = new SentenceScenes(TinyIcons.library(folder), List.of());
    Path out = folder.resolve("out");
    new ImageFolder(out, "png").write(scenes, 7, 12, new SceneArtist(48));
    List<String> truth = Files.readAllLines(out.resolve("truth.txt"));
    List<String> lines = Files.readAllLines(out.resolve("images.jsonl"));
    assertEquals(12, truth.size());
    for (int i = 0; i < 12; i++) {
      Scene scene = scenes.scene(7, i);
      String name = "%05d.png".formatted(i);
      assertEquals(name + "," + String.join(",", scene.tags()), truth.get(i));
      assertEquals(
          "{\"image\":\"%s\",\"tags\":[\"%s\"],\"caption\":\"%s\"}"
              .formatted(name, String.join("\",\"", scene.tags()), scene.caption()),
          lines.get(i));
      assertEquals(48, ImageIO.read(out.resolve(name).toFile()).getWidth());
    }
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(14, files.count(), "nothing else is left");
    }
  }

  @Test
  void imagesWithoutSentencesHaveNoCaption() throws IOException {
    IconLibrary library = TinyIcons.library(folder);
    new ImageFolder(folder, "jpg").write(new TagScenes(library), 1, 2, new SceneArtist(32));
    assertTrue(Files.exists(folder.resolve("00001.jpg")));
    String lines = Files.readString(folder.resolve("images.jsonl"));
    assertTrue(!lines.contains("caption") && lines.contains("00001.jpg"), lines);
  }

  @Test
  void programsSayWhatIsMissing() {
    StringWriter err = new StringWriter();
    int code =
        Programs.run(
            new DrawImages(),
            new PrintWriter(err),
            "--icons=" + folder,
            "--out=" + folder.resolve("out"));
    assertEquals(1, code);
    assertTrue(err.toString().contains("npm pack @iconify-json/noto@1.2.9"), err.toString());
    err = new StringWriter();
    code =
        Programs.run(
            new DrawImages(),
            new PrintWriter(err),
            "--icons=" + folder,
            "--out=" + folder,
            "--format=gif");
    assertEquals(1, code);
    assertTrue(err.toString().contains("png or jpg, found gif"), err.toString());
  }

  @Test
  void wordsAreWritten() throws IOException {
    Path file = folder.resolve("vocab.txt");
    assertEquals(
        0, Programs.run(new WriteWords(), new PrintWriter(new StringWriter()), "--out=" + file));
    List<String> words = Files.readAllLines(file);
    assertEquals(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"), words.subList(0, 5));
    assertTrue(words.containsAll(List.of("wolf", "wolves", "cloudy", "between", "picture")));
  }
}
