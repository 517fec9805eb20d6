package io.github.ram4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import io.github.ram4j.Recognizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of a process: different ones open at once, one opens once. */
class SharedModelsTest {
  private static final TaggingOptions CLIPART = TaggingOptions.defaults();
  private static final TaggingOptions PHOTO = CLIPART.withModel("photo");

  private final ExecutorService threads = Executors.newCachedThreadPool();
  @TempDir Path folder;

  @AfterEach
  void close() {
    threads.shutdownNow();
    SharedModels.closeAll();
  }

  private <T> List<Future<T>> atOnce(int times, Callable<T> work) {
    List<Future<T>> results = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      results.add(threads.submit(work));
    }
    return results;
  }

  @Test
  void twoModelsAreOpenedAtTheSameTime() throws Exception {
    CyclicBarrier bothAreOpening = new CyclicBarrier(2);
    Runnable meet =
        () -> {
          try {
            bothAreOpening.await(2, TimeUnit.MINUTES);
          } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("expected the other model to open meanwhile", e);
          }
        };
    Future<SharedModel.Open> clipart = threads.submit(() -> SharedModels.of(CLIPART, meet));
    Future<SharedModel.Open> photo = threads.submit(() -> SharedModels.of(PHOTO, meet));
    assertNotEquals(clipart.get().digest(), photo.get().digest());
    assertEquals(2, SharedModels.openCount());
  }

  @Test
  void oneModelIsOpenedOnce() throws Exception {
    AtomicInteger opened = new AtomicInteger();
    List<Future<SharedModel.Open>> models =
        atOnce(8, () -> SharedModels.of(CLIPART, opened::incrementAndGet));
    for (Future<SharedModel.Open> model : models) {
      assertSame(models.get(0).get(), model.get());
    }
    assertEquals(1, opened.get());
    assertNotSame(
        models.get(0).get().recognizer(),
        SharedModels.of(CLIPART.withCaption(true), opened::incrementAndGet).recognizer());
    assertEquals(2, opened.get());
  }

  @Test
  void aModelThatFailsToOpenIsTriedAgainAndOthersOpen() throws Exception {
    Path bundle = SavedBundle.clipart(folder.resolve("bundle"));
    Path graph;
    try (var files = Files.list(bundle)) {
      graph = files.filter(file -> file.toString().endsWith(".onnx")).findFirst().orElseThrow();
    }
    Path aside = Files.move(graph, folder.resolve("aside"));
    TaggingOptions broken = CLIPART.withModel(bundle.toString());
    List<Future<SharedModel.Open>> failing = atOnce(4, () -> SharedModels.of(broken, () -> {}));
    Future<SharedModel.Open> photo = threads.submit(() -> SharedModels.of(PHOTO, () -> {}));
    for (Future<SharedModel.Open> model : failing) {
      ExecutionException failure = assertThrows(ExecutionException.class, model::get);
      assertTrue(failure.getCause() instanceof ModelException, failure.toString());
      assertTrue(
          failure.getCause().getMessage().contains(graph.getFileName().toString()),
          failure.toString());
    }
    assertEquals(SharedModels.bundle(PHOTO).digest(), photo.get().digest());
    Files.move(aside, graph);
    byte[] image = DrawnTable.image(1);
    assertEquals(
        SharedModels.recognizer(CLIPART).recognize(image).tags(),
        SharedModels.recognizer(broken).recognize(image).tags());
  }

  @Test
  void closedModelsAreOpenedAgain() throws Exception {
    Recognizer first = SharedModels.recognizer(CLIPART);
    SharedModels.closeAll();
    assertEquals(0, SharedModels.openCount());
    assertThrows(IllegalStateException.class, () -> first.recognize(DrawnTable.image(1)));
    Recognizer second = SharedModels.recognizer(CLIPART);
    assertNotSame(first, second);
    assertEquals(1, SharedModels.openCount());
  }

  @Test
  void theyAreClosedWhenTheProcessEnds() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Ending.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    assertTrue(output.contains("closed at the end"), output);
  }

  /** A program that ends with two open models, and waits for their end. */
  static final class Ending {
    private Ending() {}

    public static void main(String[] arguments) throws IOException {
      List<Recognizer> open =
          List.of(SharedModels.recognizer(CLIPART), SharedModels.recognizer(PHOTO));
      byte[] image = DrawnTable.image(1);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    open.forEach(recognizer -> waitForEnd(recognizer, image));
                    System.out.println("closed at the end");
                  }));
      open.forEach(recognizer -> recognizer.recognize(image));
    }

    private static void waitForEnd(Recognizer recognizer, byte[] image) {
      for (int i = 0; i < 10_000; i++) {
        try {
          recognizer.recognize(image);
        } catch (IllegalStateException e) { // closed
          return;
        }
      }
      throw new IllegalStateException("expected a closed model, found " + recognizer + " open");
    }
  }
}
