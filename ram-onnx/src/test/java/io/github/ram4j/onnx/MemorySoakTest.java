package io.github.ram4j.onnx;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.CaptionOptions;
import io.github.ram4j.Captioner;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Steering;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.testkit.TestImages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Memory of the process over many calls, in which a native object that is not closed would show.
 *
 * <p>What a process has resident depends on the machine and on what else runs there, so these tests
 * are no part of the test command: {@code mvn -B -Psoak test}, on a quiet Linux machine.
 */
@Tag("soak")
class MemorySoakTest {
  private static final int IMAGES = 12_000;
  private static final int DISTINCT = 100;
  private static final int CAPTIONS = 3000;

  /** Less than one unclosed result a call makes, the smallest of which has some 1,100 bytes. */
  private static final long ALLOWED_GROWTH_BYTES = 4L << 20;

  private static final Path STATM = Path.of("/proc/self/statm");
  private static final long PAGE_BYTES = 4096;

  @TempDir Path folder;

  @BeforeEach
  void onLinux() {
    Assumptions.assumeTrue(Files.exists(STATM), "resident memory is read from " + STATM);
  }

  @Test
  void memoryStaysFlatOverManyRecognitionsOfManyThreads() throws Exception {
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; i < DISTINCT; i++) {
      images.add(TestImages.png(TestImages.drawn(60 + i, 160 - i, i)));
    }
    long[] residentBytes = new long[IMAGES];
    try (Recognizer shared = RamModels.open(ClipartModels.ram(), ModelOptions.defaults())) {
      SharedRecognizerTest.onEveryThread(
          IMAGES,
          i -> {
            shared.recognize(images.get(i % DISTINCT));
            residentBytes[i] = residentBytes();
          });
    }
    assertFlat(residentBytes);
  }

  @Test
  void memoryStaysFlatOverManyCaptions() throws Exception {
    long[] residentBytes = new long[CAPTIONS];
    CaptionOptions search = CaptionOptions.beamSearch().withLengths(6, 24);
    try (Captioner captioner = TinyCaptioner.open(TinyCaptioner.bundle(folder, 5))) {
      for (int i = 0; i < CAPTIONS; i++) {
        BufferedImage image = TestImages.drawn(60 + i % 25, 90 - i % 25, i % 25);
        CaptionOptions options =
            i % 2 == 0 ? search.withBeams(1 + i % 5) : CaptionOptions.sampling(i).withCaptions(3);
        captioner.caption(ImageSource.of(image), Steering.of("dog, " + i), options);
        residentBytes[i] = residentBytes();
      }
    }
    assertFlat(residentBytes);
  }

  /**
   * Compares the least that was resident in the last quarter with the least in the second: the
   * first warms up.
   */
  private static void assertFlat(long[] residentBytes) {
    int quarter = residentBytes.length / 4;
    long second = Arrays.stream(residentBytes, quarter, 2 * quarter).min().orElseThrow();
    long last = Arrays.stream(residentBytes, 3 * quarter, 4 * quarter).min().orElseThrow();
    System.out.printf(
        "resident memory: at least %d kB in the second quarter of %d calls, %d kB in the last%n",
        second >> 10, residentBytes.length, last >> 10);
    assertTrue(
        last - second <= ALLOWED_GROWTH_BYTES,
        () -> "resident bytes: second quarter %d, last quarter %d".formatted(second, last));
  }

  private static long residentBytes() {
    try {
      return Long.parseLong(Files.readString(STATM).split(" ", 3)[1]) * PAGE_BYTES;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
