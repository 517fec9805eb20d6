package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ram4j.testkit.TestImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Names of files as persons and systems write them, and what a search asks for them. */
@Timeout(300)
class SearchNamesTest {
  @TempDir Path temporary;

  @Test
  void namesAreFoundHoweverTheirAccentsAreWritten() throws Exception {
    TaggedSamples samples = TaggedSamples.of(temporary.resolve("p"));
    List<String> names = List.of("강아지", "ガレージ", "Ёлка", "Ελλάδα", "Müller");
    for (String name : names) {
      for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
        Path file =
            samples.folder().resolve(Normalizer.normalize(name, form) + " " + form + ".png");
        Files.copy(TestImages.sample("frog.png"), file);
      }
    }
    samples.tag().well();
    for (String name : names) {
      for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
        assertEquals(2, samples.found(Normalizer.normalize(name, form)).size(), name + form);
      }
    }
    assertEquals(2, samples.found("muller").size());
  }

  @Test
  void theGreatestLimitIsOne() throws Exception {
    TaggedSamples samples = TaggedSamples.of(temporary.resolve("p"), "frog.png", "house.png");
    samples.tag().well();
    assertEquals(1, samples.found("tag:frog", "--limit", Integer.MAX_VALUE).size());
    Path frog = samples.folder().resolve("frog.png");
    assertEquals(
        List.of("house.png"), samples.found("--similar", frog, "--limit", Integer.MAX_VALUE));
  }
}
