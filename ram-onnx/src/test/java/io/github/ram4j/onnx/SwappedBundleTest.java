package io.github.ram4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelException;
import io.github.ram4j.Recognizer;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.files.PartialFolder;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.bundle.BundleReading;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle that is replaced while it opens is the older one or the newer one, never a mixture. */
class SwappedBundleTest {
  private static final int OPENINGS = 60;
  private static final Set<String> TAGGING =
      Set.of(TaggingGraphs.IMAGE_ENCODER, TaggingGraphs.TAGGING_HEAD);
  private static final ImageSource IMAGE =
      ImageSource.of(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB));

  @TempDir Path temporary;
  private Path one;
  private Path other;
  private Path place;

  @BeforeEach
  void convert() throws IOException {
    one = convert("one", 5);
    other = convert("other", 6);
    place = temporary.resolve("place");
    swapTo(one);
  }

  private Path convert(String name, int seed) throws IOException {
    Path checkpoint =
        FormulaCheckpoint.write(
            temporary.resolve(name + ".safetensors"), ModelSizes.tiny("ram", 64, 2, 4585), seed);
    Path bundle = temporary.resolve(name);
    Converter.convert(checkpoint, bundle, ConvertOptions.defaults().withImageSize(64));
    return bundle;
  }

  private void swapTo(Path bundle) throws IOException {
    try (PartialFolder partial = new PartialFolder(place);
        Stream<Path> files = Files.list(bundle)) {
      for (Path file : files.toList()) {
        Files.copy(file, partial.path().resolve(file.getFileName()));
      }
      partial.finish(() -> {});
    }
  }

  private static ModelOptions options(boolean verify) {
    return ModelOptions.defaults()
        .withRuntime(RuntimeOptions.defaults().withThreads(1).withVerifyDigests(verify));
  }

  private static FloatBuffer answer(Path bundle, boolean verify) throws IOException {
    try (Recognizer recognizer = RamModels.open(bundle, options(verify))) {
      return recognizer.recognize(IMAGE).logits();
    }
  }

  @Test
  void everyAnswerIsOfOneOfTheTwo() throws Exception {
    Set<FloatBuffer> known = Set.of(answer(one, true), answer(other, true));
    assertEquals(2, known.size());
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger swaps = new AtomicInteger();
    AtomicReference<Exception> failure = new AtomicReference<>();
    Thread swapper = new Thread(() -> swapUntil(done, swaps, failure), "swapper");
    swapper.start();
    int answers = 0;
    try {
      for (int i = 0; i < OPENINGS; i++) {
        answers += isOneOf(known, i % 2 == 0) ? 1 : 0;
      }
    } finally {
      done.set(true);
      swapper.join();
    }
    assertEquals(null, failure.get());
    assertTrue(swaps.get() > 1, "swaps: " + swaps);
    assertTrue(answers > 0, "answers: " + answers);
  }

  /** Opens and asks once; false where the bundle was replaced for as often as it was tried. */
  private boolean isOneOf(Set<FloatBuffer> known, boolean verify) throws IOException {
    try {
      FloatBuffer found = answer(place, verify);
      assertTrue(known.contains(found), "an answer of neither, digests " + verify);
      return true;
    } catch (ModelException e) {
      assertTrue(e.getMessage().contains("replaced"), e.getMessage());
      return false;
    }
  }

  private void swapUntil(
      AtomicBoolean done, AtomicInteger swaps, AtomicReference<Exception> failure) {
    try {
      while (!done.get()) {
        swapTo(swaps.getAndIncrement() % 2 == 0 ? other : one);
        Thread.sleep(swaps.get() % 7 * 20L);
      }
    } catch (IOException | InterruptedException e) {
      failure.set(e);
    }
  }

  @Test
  void aSwapWhileSessionsOpenIsSaidAndNothingStaysOpen() throws IOException {
    for (boolean verify : new boolean[] {true, false}) {
      swapTo(one);
      Bundle bundle = Bundle.read(place);
      AtomicBoolean closed = new AtomicBoolean();
      ModelException thrown =
          assertThrows(
              ModelException.class,
              () ->
                  BundleReading.during(
                      bundle,
                      TAGGING,
                      options(verify).runtime(),
                      reading -> {
                        swapTo(other);
                        swapTo(one); // as it was, but another: what was between may have been read
                        return () -> closed.set(true);
                      }));
      assertTrue(thrown.getMessage().contains("replaced since then"), thrown.toString());
      assertTrue(closed.get());
      assertFalse(bundle.isCurrent());
    }
  }

  @Test
  void aReplacedBundleIsOpenedAnewFiveTimesAtMost() throws IOException {
    AtomicInteger attempts = new AtomicInteger();
    List<String> opened =
        LatestBundle.open(
            place,
            bundle -> {
              if (attempts.incrementAndGet() < 5) {
                swapTo(attempts.get() % 2 == 0 ? one : other);
                throw new ModelException("attempt " + attempts);
              }
              return List.of(bundle.manifest().source().toString());
            });
    assertEquals(5, attempts.get());
    assertEquals(List.of(Bundle.read(place).manifest().source().toString()), opened);
    ModelException last =
        assertThrows(
            ModelException.class,
            () ->
                LatestBundle.open(
                    place,
                    bundle -> {
                      swapTo(attempts.incrementAndGet() % 2 == 0 ? one : other);
                      throw new ModelException("attempt " + attempts);
                    }));
    assertEquals("attempt 10", last.getMessage());
  }

  @Test
  void whatFailsOfABundleThatStaysIsSaidAtOnce() throws IOException {
    Path tags = place.resolve("tags.tsv");
    String sound = Files.readString(tags);
    String altered = sound.replaceFirst("\\t0\\.[0-9]", "\t0.1");
    assertNotEquals(sound, altered);
    Files.writeString(tags, altered);
    AtomicInteger attempts = new AtomicInteger();
    ModelException thrown =
        assertThrows(
            ModelException.class,
            () ->
                LatestBundle.open(
                    place,
                    bundle -> {
                      attempts.incrementAndGet();
                      return RamModels.open(bundle, options(true));
                    }));
    assertTrue(thrown.getMessage().contains("tags.tsv was altered"), thrown.getMessage());
    assertEquals(1, attempts.get());
  }
}
