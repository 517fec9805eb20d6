package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.ram4j.FileFormatException;
import io.github.ram4j.metadata.AutomaticTag;
import io.github.ram4j.metadata.Findings;
import io.github.ram4j.metadata.MetadataChange;
import io.github.ram4j.metadata.MetadataOptions;
import io.github.ram4j.metadata.MetadataReader;
import io.github.ram4j.metadata.MetadataWriter;
import io.github.ram4j.metadata.RunInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Sidecars: written to, written to again without a change, undone; or refused and left alone. */
class SidecarFuzzTest {
  private static final Findings FOUND =
      Findings.of(new RunInfo("a model", "fuzz", Instant.EPOCH))
          .withTags(List.of(new AutomaticTag("dog", List.of("狗"), 0.5, List.of("animal"))))
          .withCaptions(List.of("a dog"));

  @FuzzTest
  void sidecar(byte[] data) throws IOException {
    Path image = Input.file("image.jpg", new byte[0]);
    Path file = Input.file("image.jpg.xmp", data);
    MetadataWriter writer = MetadataWriter.of(MetadataOptions.defaults());
    try {
      MetadataReader.read(image);
      writer.write(image, FOUND);
      MetadataChange again = writer.write(image, FOUND);
      if (again.kind() != MetadataChange.Kind.UNCHANGED) {
        throw new AssertionError("written again: expected no change, found " + again);
      }
      writer.undo(image);
      for (var left : MetadataReader.read(image)) {
        if (!left.runs().isEmpty()) {
          throw new AssertionError("undone: expected no runs, found " + left);
        }
      }
    } catch (FileFormatException e) {
      Input.requireNames(e, file);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
