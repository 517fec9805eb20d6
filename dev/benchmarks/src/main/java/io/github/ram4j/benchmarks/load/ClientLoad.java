package io.github.ram4j.benchmarks.load;

import io.github.ram4j.Captioner;
import io.github.ram4j.Recognizer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers that ask for images again and again, each as soon as it is answered. */
public final class ClientLoad {
  private static final long REFUSED_PAUSE_MS = 100;

  private final List<byte[]> images;
  private final int callers;
  private final Call call;

  /** A call for an image; its status as HTTP has it. */
  private interface Call {
    int status(byte[] image) throws IOException, InterruptedException;
  }

  private ClientLoad(List<byte[]> images, int callers, Call call) {
    this.images = images;
    this.callers = callers;
    this.call = call;
  }

  /**
   * Threads that call a recognizer, or a captioner for sentences.
   *
   * @param recognizer open until the load has run
   * @param images encoded
   * @param threads number of callers
   * @return a load
   */
  public static ClientLoad ofLibrary(Recognizer recognizer, List<byte[]> images, int threads) {
    Call call =
        image -> {
          if (recognizer instanceof Captioner captioner) {
            captioner.caption(image);
          } else {
            recognizer.recognize(image);
          }
          return Answers.OK;
        };
    return new ClientLoad(images, threads, call);
  }

  /**
   * Clients of a server.
   *
   * @param address that takes images
   * @param images encoded
   * @param clients number of callers
   * @return a load
   */
  public static ClientLoad ofServer(URI address, List<byte[]> images, int clients) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    Call call =
        image ->
            client
                .send(
                    HttpRequest.newBuilder(address)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(image))
                        .build(),
                    HttpResponse.BodyHandlers.ofByteArray())
                .statusCode();
    return new ClientLoad(images, clients, call);
  }

  /**
   * Asks for a time, and waits for the answers that are on their way at its end.
   *
   * @param time in which questions begin
   * @param watch looks on while it runs
   * @return the answers
   */
  public Answers run(Duration time, Watch watch) throws IOException, InterruptedException {
    Answers answers = new Answers();
    AtomicInteger next = new AtomicInteger();
    long end = System.nanoTime() + time.toNanos();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      threads.add(new Thread(() -> askUntil(end, next, answers), "client-" + i));
    }
    threads.forEach(Thread::start);
    watch.during(answers, end);
    for (Thread thread : threads) {
      thread.join();
    }
    answers.end();
    return answers;
  }

  /** What looks on while a load runs. */
  @FunctionalInterface
  public interface Watch {
    /** Nobody. */
    Watch NONE = (answers, end) -> {};

    /**
     * Looks on until a time.
     *
     * @param answers that came so far
     * @param end of {@link System#nanoTime()}
     */
    void during(Answers answers, long end) throws IOException, InterruptedException;
  }

  private void askUntil(long end, AtomicInteger next, Answers answers) {
    while (System.nanoTime() < end) {
      byte[] image = images.get(Math.floorMod(next.getAndIncrement(), images.size()));
      long asked = System.nanoTime();
      try {
        int status = call.status(image);
        answers.add(asked, status);
        if (status != Answers.OK) {
          Thread.sleep(REFUSED_PAUSE_MS);
        }
      } catch (IOException e) {
        answers.add(asked, 0);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
