package io.github.ram4j.benchmarks;

import io.github.ram4j.Captioner;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/**
 * Service that is stopped under load: threads recognize, caption, open and close models without
 * end, and a shutdown hook takes its time. {@link StopUnderLoad} starts it in JVMs of its own. It
 * prints "ready" once every thread has had an answer, and exits on a request at its standard input.
 */
final class StoppedService {
  /** Line printed when every thread has had an answer. */
  static final String READY = "ready";

  /** Line printed by the hook at its end. */
  static final String STOPPED = "stopped";

  /** Prefix of the line with the number of answers while the JVM was stopping. */
  static final String ANSWERED = "answered while stopping: ";

  /** Argument for a hook that closes the models; otherwise they stay open. */
  static final String CLOSING = "closing";

  private static final int RECOGNIZING = 4;
  private static final int CAPTIONING = 2;
  private static final int HOOK_SECONDS = 2;

  private final Recognizer recognizer;
  private final Captioner captioner;
  private final byte[] source = drawn();
  private final CountDownLatch answered = new CountDownLatch(RECOGNIZING + CAPTIONING + 1);
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final AtomicInteger answers = new AtomicInteger();

  private StoppedService() throws IOException {
    ModelOptions config = ModelOptions.defaults();
    recognizer = RamModels.open(ClipartModels.ram(), config);
    captioner = RamModels.openCaptioner(ClipartModels.tag2text(), config);
  }

  /** One request and its answer. */
  private interface Request {
    void send() throws IOException;
  }

  /**
   * Serves until it is stopped.
   *
   * @param arguments "closing" or nothing
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    StoppedService service = new StoppedService();
    boolean closing = arguments.length > 0 && arguments[0].equals(CLOSING);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> service.stop(closing)));
    service.start();
    System.out.println(READY);
    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    System.exit(0);
  }

  /**
   * Encodes a JPEG file. It is drawn by the JDK alone, since the class path sees only exported
   * packages of modules.
   */
  private static byte[] drawn() throws IOException {
    BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, Color.GREEN, 320, 240, Color.RED));
    graphics.fillRect(0, 0, 320, 240);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", bytes);
    return bytes.toByteArray();
  }

  private void start() throws InterruptedException {
    for (int i = 0; i < RECOGNIZING; i++) {
      serve(() -> recognizer.recognize(source));
    }
    for (int i = 0; i < CAPTIONING; i++) {
      serve(() -> captioner.caption(ImageSource.of(source)));
    }
    serve(StoppedService::openAndClose);
    answered.await();
  }

  private static void openAndClose() throws IOException {
    RamModels.open(ClipartModels.ram(), ModelOptions.defaults()).close();
  }

  private void serve(Request request) {
    Thread thread = new Thread(() -> serveWithoutEnd(request));
    thread.setUncaughtExceptionHandler((of, error) -> System.out.println("fault: " + error));
    thread.start();
  }

  private void serveWithoutEnd(Request request) {
    boolean first = true;
    while (true) {
      try {
        request.send();
        if (stopping.get()) {
          answers.incrementAndGet();
        }
        if (first) {
          answered.countDown();
          first = false;
        }
      } catch (IllegalStateException e) {
        if (!stopping.get() || !e.getMessage().contains("closed")) {
          System.out.println("fault: " + e);
        }
        return;
      } catch (IOException | RuntimeException e) {
        System.out.println("fault: " + e);
        return;
      }
    }
  }

  private void stop(boolean closing) {
    stopping.set(true);
    try {
      TimeUnit.SECONDS.sleep(HOOK_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (closing) {
      captioner.close();
      recognizer.close();
    }
    System.out.println(ANSWERED + answers);
    System.out.println(STOPPED);
  }
}
