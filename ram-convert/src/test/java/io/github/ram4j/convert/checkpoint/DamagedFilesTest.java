package io.github.ram4j.convert.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cut off and altered files are refused by a {@link ModelException}, or read; nothing else. */
class DamagedFilesTest {
  private static final int ROUNDS = 1500;

  @TempDir Path folder;

  private static List<byte[]> samples() {
    return List.of(
        SampleFiles.zip(false),
        SampleFiles.zip(true),
        SampleFiles.script(),
        SampleFiles.legacy(),
        SampleFiles.safetensors());
  }

  /** Whether it could be opened; then everything can be read. */
  private boolean opens(byte[] content, String what) throws IOException {
    Path file = Files.write(folder.resolve("damaged.bin"), content);
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      SampleFiles.readAll(checkpoint);
      return true;
    } catch (ModelException e) {
      assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
      return false;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(what, e);
    }
  }

  @Test
  void filesCutOffAnywhereAreRefused() throws IOException {
    for (byte[] sample : samples()) {
      for (int length = 0; length < sample.length; length++) {
        String what = "cut to " + length + " of " + sample.length;
        assertEquals(false, opens(Arrays.copyOf(sample, length), what), what);
      }
      assertTrue(opens(sample, "whole"));
    }
  }

  @Test
  void anyByteMayBeAnything() throws IOException {
    Random random = new Random(11);
    for (byte[] sample : samples()) {
      for (int i = 0; i < sample.length; i++) {
        byte[] altered = sample.clone();
        altered[i] = (byte) random.nextInt(256);
        opens(altered, "byte " + i + " set to " + altered[i]);
        altered[i] = (byte) (random.nextBoolean() ? 0xff : 0x7f);
        opens(altered, "byte " + i + " set to " + altered[i]);
      }
    }
  }

  @Test
  void manyBytesMayBeAnything() throws IOException {
    for (byte[] sample : samples()) {
      for (int round = 0; round < ROUNDS; round++) {
        Random random = new Random(round);
        byte[] altered = sample.clone();
        for (int n = random.nextInt(8); n >= 0; n--) {
          int at = random.nextInt(altered.length);
          switch (random.nextInt(3)) {
            case 0 -> altered[at] = (byte) random.nextInt(256);
            case 1 -> altered[at] ^= (byte) (1 << random.nextInt(8));
            default -> {
              int from = random.nextInt(altered.length);
              int length = Math.min(random.nextInt(12), altered.length - Math.max(at, from));
              System.arraycopy(altered, from, altered, at, length);
            }
          }
        }
        opens(altered, "seed " + round);
      }
    }
  }

  /** Random opcodes get further than random bytes. */
  @Test
  void picklesOfRandomOpcodesAreRefused() throws IOException {
    String ops = "NKM)]}(012aesutldhqRbQ\u0085\u0086\u0087\u0088\u0089\u008f\u0090\u0091\u0094.";
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(round);
      PickleWriter pickle = new PickleWriter();
      for (int i = 0; i < 60; i++) {
        switch (random.nextInt(13)) {
          case 0 -> pickle.text("model");
          case 1 -> pickle.storage("FloatStorage", "0", 6);
          case 2 -> pickle.vector("FloatStorage", "0", random.nextInt(8));
          case 3 -> pickle.global("torch._utils", "_rebuild_tensor_v2");
          case 4 -> pickle.global("collections", "OrderedDict");
          case 5 -> pickle.global("__torch__.net", "Net").ops(")\u0081");
          default -> pickle.op(ops.charAt(random.nextInt(ops.length())));
        }
      }
      assertFalse(opens(SampleFiles.zip(pickle.stop(), new byte[24]), "seed " + round));
    }
  }
}
