package io.github.ram4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.programs.Programs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareVocabulariesTest {

  @Test
  void aSubsetIsSpreadOverTheList() {
    TagVocabulary all = TinyModels.tags();
    assertEquals(
        List.of(0, 2, 4), CompareVocabularies.spread(all, 3).tags().stream().map(Tag::id).toList());
    assertSame(all, CompareVocabularies.spread(all, 7));
    assertThrows(IllegalArgumentException.class, () -> CompareVocabularies.spread(all, 0));
  }

  @Test
  void everyVocabularyAndSizeHasARow(@TempDir Path folder) throws IOException {
    Path tags = folder.resolve("tags.tsv");
    try (Writer out = Files.newBufferedWriter(tags)) {
      TinyModels.tags().write(out);
    }
    StringWriter err = new StringWriter();
    Path table = folder.resolve("table");
    int status =
        Programs.run(
            new CompareVocabularies(),
            new PrintWriter(err, true),
            "--checkpoint=" + TinyModels.checkpoint(folder, 96),
            "--tags-file=" + tags,
            "--work=" + folder.resolve("work"),
            "--tags=6,2",
            "--sizes=96,64",
            "--precision=fp32",
            "--runs=1",
            "--out=" + table);
    assertEquals(0, status, err::toString);
    JsonNode rows =
        new ObjectMapper().readTree(folder.resolve("table.json").toFile()).get("vocabularies");
    assertEquals(4, rows.size());
    assertEquals(1, rows.get(0).get("timesFirst").asDouble());
    assertEquals(64, rows.get(3).get("imageSizePx").asInt());
    assertEquals(2, rows.get(3).get("tags").asInt());
    assertEquals(1200, ImageIO.read(folder.resolve("table.png").toFile()).getWidth());
  }
}
