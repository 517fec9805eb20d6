package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ram4j.testkit.GoldenFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The size of images in a catalogue is the upright one. */
@Timeout(300)
class ImageSizeTest {
  @TempDir Path temporary;

  @Test
  void aTurnedImageHasItsUprightSize() throws Exception {
    TaggedSamples samples = TaggedSamples.of(temporary.resolve("p"), "frog.png");
    Files.copy(GoldenFiles.file("images/exif-rotated.jpg"), samples.folder().resolve("turned.jpg"));
    Files.writeString(samples.folder().resolve("broken.jpg"), "none");
    samples.tag("--no-exif").ended(1);
    String sql = "SELECT width || ' x ' || height FROM image WHERE path = '%s'";
    assertEquals(List.of("360 x 640"), samples.rows(sql.formatted("turned.jpg")));
    assertEquals(List.of("400 x 400"), samples.rows(sql.formatted("frog.png")));
    assertEquals(List.of("broken.jpg"), samples.rows("SELECT path FROM image WHERE width IS NULL"));
  }
}
