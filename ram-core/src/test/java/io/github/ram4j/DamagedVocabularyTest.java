package io.github.ram4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vocabulary files are read as they were written, or refused. */
class DamagedVocabularyTest {
  @TempDir Path folder;

  private static OpenVocabulary vocabulary() {
    return OpenVocabulary.of(
            List.of(
                OpenTag.of("red panda", TagRecipe.TEMPLATES, new float[] {0.6f, 0.8f}, 2)
                    .withThreshold(0.25f)
                    .withNames(Map.of("zh", List.of("小熊猫", "红熊猫")))
                    .withPath(List.of("animals", "a|b\\c"))
                    .withSynonyms(List.of("lesser panda")),
                OpenTag.of("owl", TagRecipe.DESCRIPTIONS, new float[] {1, 0, 0, -1}, 2),
                OpenTag.ofExamples("mine", new float[] {1, 2, 3}, -0.5f),
                OpenTag.listed("dog", 0.75f)))
        .withTextEncoder("a digest")
        .withImageEncoder("another");
  }

  private static String content(OpenVocabulary vocabulary) {
    StringBuilder all = new StringBuilder();
    for (OpenTag tag : vocabulary.tags()) {
      float[] rows = new float[tag.rowCount() * tag.width()];
      tag.rows().get(rows);
      all.append(tag)
          .append(tag.names())
          .append(tag.path())
          .append(tag.synonyms())
          .append(tag.bias())
          .append(Arrays.toString(rows));
    }
    return all + " " + vocabulary.textEncoder() + " " + vocabulary.imageEncoder();
  }

  private byte[] written() throws IOException {
    Path file = folder.resolve("written.vocabulary");
    vocabulary().write(file);
    assertEquals(content(vocabulary()), content(OpenVocabulary.read(file)));
    return Files.readAllBytes(file);
  }

  /** Reads bytes as a file and as a stream; what is read is what was written. */
  private void refusedOrTheSame(byte[] bytes, String what) throws IOException {
    Path file = Files.write(folder.resolve("damaged.vocabulary"), bytes);
    try {
      assertEquals(content(vocabulary()), content(OpenVocabulary.read(file)), what);
    } catch (FileFormatException e) {
      assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }
    try {
      OpenVocabulary read = OpenVocabulary.read(new ByteArrayInputStream(bytes), "the stream");
      assertEquals(content(vocabulary()), content(read), what);
    } catch (FileFormatException e) {
      assertTrue(e.getMessage().contains("the stream"), e.getMessage());
    }
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    byte[] good = written();
    for (int i = 0; i < good.length; i++) {
      byte[] damaged = good.clone();
      damaged[i] ^= (byte) (1 << i % Byte.SIZE);
      refusedOrTheSame(damaged, "bit flipped of byte " + i);
    }
  }

  @Test
  void cutFilesAreRefused() throws IOException {
    byte[] good = written();
    for (int length = 0; length < good.length; length++) {
      refusedOrTheSame(Arrays.copyOf(good, length), "cut at " + length);
    }
  }

  @Test
  void archivesOfTwoEntriesOfANameAreRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Path file = folder.resolve("whole.vocabulary");
    vocabulary().write(file);
    try (ZipFile whole = new ZipFile(file.toFile());
        ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : List.of("vocabulary.properties", "tags.tsv", "rows.f32")) {
        zip.putNextEntry(new ZipEntry(name));
        whole.getInputStream(whole.getEntry(name)).transferTo(zip);
      }
      zip.putNextEntry(new ZipEntry("tagz.tsv"));
      zip.write("other tags".getBytes(StandardCharsets.UTF_8));
    }
    String twice = bytes.toString(StandardCharsets.ISO_8859_1).replace("tagz.tsv", "tags.tsv");
    Files.write(file, twice.getBytes(StandardCharsets.ISO_8859_1));
    String message =
        assertThrows(FileFormatException.class, () -> OpenVocabulary.read(file)).getMessage();
    assertEquals(
        "vocabulary file %s: expected each entry once, found \"tags.tsv\" twice".formatted(file),
        message);
  }

  @Test
  void halfCharactersAreRefused() {
    OpenTag tag = OpenTag.listed("dog", 0.5f);
    for (String text : List.of("\ud83d", "a\udc00b")) {
      assertThrows(IllegalArgumentException.class, () -> OpenTag.listed(text, 0.5f));
      assertThrows(IllegalArgumentException.class, () -> tag.withPath(List.of(text)));
      assertThrows(IllegalArgumentException.class, () -> tag.withSynonyms(List.of(text)));
      assertThrows(
          IllegalArgumentException.class, () -> tag.withNames(Map.of("zh", List.of(text))));
    }
    assertEquals("\ud83d\ude00", OpenTag.listed("\ud83d\ude00", 0.5f).name());
  }

  @Test
  void tagsOfTheListStandOnce() {
    TagVocabulary list =
        TagVocabulary.of(
            List.of(new Tag(0, "cat", List.of(), true), new Tag(1, "Dog", List.of(), true)),
            new float[] {0.5f, 0.5f});
    OpenVocabulary all = vocabulary().withListed(list);
    assertEquals(
        List.of("cat", "red panda", "owl", "mine", "dog"),
        all.tags().stream().map(OpenTag::name).toList());
    assertEquals(0.75f, all.tags().get(4).threshold());
  }
}
