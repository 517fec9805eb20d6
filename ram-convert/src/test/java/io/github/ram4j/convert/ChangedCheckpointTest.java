package io.github.ram4j.convert;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint that somebody writes to while it is converted. */
class ChangedCheckpointTest {
  @TempDir Path folder;
  private Path checkpoint;
  private Path bundle;

  @BeforeEach
  void write() throws IOException {
    checkpoint =
        FormulaCheckpoint.write(
            folder.resolve("t.safetensors"), ModelSizes.tiny("ram", 64, 2, 4585), 5);
    Files.setLastModifiedTime(checkpoint, FileTime.fromMillis(0));
    bundle = folder.resolve("bundle");
  }

  /** What somebody does to the file. */
  private interface Deed {
    void to(FileChannel file) throws IOException;
  }

  private void requireRefused(Deed deed) {
    AtomicBoolean done = new AtomicBoolean();
    ConvertOptions options =
        ConvertOptions.defaults()
            .withImageSize(64)
            .withProgress(
                (step, bytes, of) -> {
                  if (!done.getAndSet(true)) {
                    try (FileChannel file =
                        FileChannel.open(checkpoint, StandardOpenOption.WRITE)) {
                      deed.to(file);
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  }
                });
    IOException thrown =
        assertThrows(IOException.class, () -> Converter.convert(checkpoint, bundle, options));
    assertTrue(
        thrown.getMessage().contains("expected a checkpoint that nobody writes to"),
        thrown.getMessage());
    assertFalse(Files.exists(bundle));
  }

  @Test
  void oneThatIsOverwrittenIsRefused() {
    requireRefused(file -> file.write(ByteBuffer.allocate(1 << 16), file.size() / 2));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a mapped file cannot be cut")
  void oneThatIsCutIsRefused() {
    requireRefused(file -> file.truncate(file.size() / 8));
  }
}
