package io.github.ram4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.bundle.BundleReading;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are compared with their digests while sessions open; what is wrong comes out the same. */
class BundleReadingTest {
  private static final Set<String> TAGGING =
      Set.of(TaggingGraphs.IMAGE_ENCODER, TaggingGraphs.TAGGING_HEAD);
  private static final RuntimeOptions VERIFIED = RuntimeOptions.defaults();

  @TempDir Path temporary;
  private Path folder;
  private final Part part = new Part();

  /** Stands for sessions. */
  private static final class Part implements AutoCloseable {
    private boolean closed;

    @Override
    public void close() {
      closed = true;
    }
  }

  @BeforeEach
  void convert() throws IOException {
    Path checkpoint =
        FormulaCheckpoint.write(
            temporary.resolve("t.safetensors"), ModelSizes.tiny("ram", 64, 2, 4585), 5);
    folder = temporary.resolve("bundle");
    Converter.convert(checkpoint, folder, ConvertOptions.defaults().withImageSize(64));
  }

  @Test
  void whatIsSoundIsKeptOpen() throws IOException {
    assertSame(part, BundleReading.during(Bundle.read(folder), TAGGING, VERIFIED, reading -> part));
    assertFalse(part.closed);
  }

  @Test
  void whatOpenedIsClosedIfAnotherFileWasAltered() throws IOException {
    alterTags();
    Bundle bundle = Bundle.read(folder);
    ModelException thrown =
        assertThrows(
            ModelException.class,
            () ->
                BundleReading.during(
                    bundle,
                    TAGGING,
                    VERIFIED,
                    reading -> {
                      assertEquals(Optional.empty(), reading.graph(TaggingGraphs.TAGGING_HEAD));
                      return part;
                    }));
    assertTrue(thrown.getMessage().contains("tags.tsv was altered"), thrown.getMessage());
    assertTrue(part.closed);
    assertTrue(
        assertThrows(ModelException.class, () -> RamModels.open(folder))
            .getMessage()
            .contains("tags.tsv was altered"));
  }

  @Test
  void anAlteredFileIsSaidWhateverElseFailed() throws IOException {
    alterTags();
    Bundle bundle = Bundle.read(folder);
    IllegalArgumentException session = new IllegalArgumentException("no session");
    ModelException thrown =
        assertThrows(
            ModelException.class,
            () ->
                BundleReading.during(
                    bundle,
                    TAGGING,
                    VERIFIED,
                    reading -> {
                      throw session;
                    }));
    assertTrue(thrown.getMessage().contains("tags.tsv was altered"), thrown.getMessage());
    assertArrayEquals(new Throwable[] {session}, thrown.getSuppressed());
  }

  @Test
  void whatFailsOfSoundFilesIsSaidItself() throws IOException {
    Bundle bundle = Bundle.read(folder);
    IOException session = new IOException("no session");
    assertSame(
        session,
        assertThrows(
            IOException.class,
            () ->
                BundleReading.during(
                    bundle,
                    TAGGING,
                    VERIFIED,
                    reading -> {
                      throw session;
                    })));
  }

  @Test
  void anAlteredGraphIsNeverGivenToOnnxRuntime() throws IOException {
    alterHead();
    Bundle bundle = Bundle.read(folder);
    AtomicBoolean given = new AtomicBoolean();
    ModelException thrown =
        assertThrows(
            ModelException.class,
            () ->
                BundleReading.during(
                    bundle,
                    TAGGING,
                    VERIFIED,
                    reading -> {
                      reading.graph(TaggingGraphs.TAGGING_HEAD);
                      given.set(true);
                      return part;
                    }));
    assertTrue(thrown.getMessage().contains("tagging_head.onnx was altered"), thrown.getMessage());
    assertEquals(0, thrown.getSuppressed().length);
    assertFalse(given.get());
  }

  @Test
  void filesAreNotReadIfTheyAreNotCompared() throws IOException {
    alterTags();
    RuntimeOptions unverified = RuntimeOptions.defaults().withVerifyDigests(false);
    assertSame(
        part, BundleReading.during(Bundle.read(folder), TAGGING, unverified, reading -> part));
    RamModels.open(folder, ModelOptions.defaults().withRuntime(unverified)).close();
  }

  @Test
  void graphsOfAJarAreFetched() throws IOException {
    Bundle bundle = ClipartModels.ram();
    byte[] graph = bundle.graphBytes(TaggingGraphs.TAGGING_HEAD);
    for (boolean verify : new boolean[] {true, false}) {
      BundleReading.during(
              bundle,
              TAGGING,
              RuntimeOptions.defaults().withVerifyDigests(verify),
              reading -> {
                assertArrayEquals(graph, reading.graph(TaggingGraphs.TAGGING_HEAD).orElseThrow());
                return part;
              })
          .close();
    }
  }

  /** Still a list of tags, with another threshold. */
  private void alterTags() throws IOException {
    Path tags = folder.resolve("tags.tsv");
    String sound = Files.readString(tags);
    String altered = sound.replaceFirst("\\t0\\.[0-9]", "\t0.1");
    assertNotEquals(sound, altered);
    Files.writeString(tags, altered);
  }

  private void alterHead() throws IOException {
    Path file = folder.resolve("tagging_head.onnx");
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Files.write(file, content);
  }
}
