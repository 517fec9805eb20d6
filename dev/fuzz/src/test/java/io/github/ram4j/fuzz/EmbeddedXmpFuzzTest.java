package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.ram4j.FileFormatException;
import io.github.ram4j.metadata.AutomaticTag;
import io.github.ram4j.metadata.Findings;
import io.github.ram4j.metadata.KeywordField;
import io.github.ram4j.metadata.MetadataOptions;
import io.github.ram4j.metadata.MetadataPlace;
import io.github.ram4j.metadata.MetadataReader;
import io.github.ram4j.metadata.MetadataWriter;
import io.github.ram4j.metadata.RunInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Image files: what is written to them is read again, and undone to the byte where all of it was
 * new.
 */
class EmbeddedXmpFuzzTest {
  private static final Findings FOUND =
      Findings.of(new RunInfo("a model", "fuzz", Instant.EPOCH))
          .withTags(List.of(new AutomaticTag("dog", List.of(), 0.5, List.of("animal"))))
          .withCaptions(List.of("a dog"));

  @FuzzTest
  void embedded(byte[] data) throws IOException {
    Path file = Input.file("image", data);
    MetadataWriter writer =
        MetadataWriter.of(MetadataOptions.defaults().withPlace(MetadataPlace.EMBEDDED));
    try {
      boolean bare = MetadataReader.read(file).isEmpty();
      writer.write(file, FOUND);
      List<String> tags = MetadataReader.read(file).get(0).keywords(KeywordField.TAGS_LIST);
      if (bare && !tags.contains("animal/dog")) {
        throw new AssertionError("expected what was written, found " + tags);
      }
      writer.undo(file);
      if (bare && !isWebp(data) && !Arrays.equals(data, Files.readAllBytes(file))) {
        throw new AssertionError("undone: expected the same file, found another");
      }
    } catch (FileFormatException e) {
      Input.requireNames(e, file);
    }
  }

  /** A WebP whose last chunk lacks the byte that makes it even gets that. */
  private static boolean isWebp(byte[] data) {
    return data.length > 0 && data[0] == 'R';
  }
}
