package io.github.ram4j.benchmarks;

import io.github.ram4j.Captioner;
import io.github.ram4j.Recognizer;
import io.github.ram4j.server.RamServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers that ask for images again and again, each as soon as it is answered. */
final class ClientLoad implements AutoCloseable {
  private static final int OK = 200;
  private static final int REFUSED = 429;
  private static final double MEDIAN = 0.5;
  private static final double SLOW = 0.99;

  private final List<byte[]> images;
  private final int callers;
  private final Call call;
  private final AutoCloseable closed;

  /** A call for an image; its status as HTTP has it. */
  private interface Call {
    int status(byte[] image) throws IOException, InterruptedException;
  }

  /** What was measured. */
  record Figures(double perSecond, double medianMs, double slowMs, int refused, int failed) {}

  private ClientLoad(List<byte[]> images, int callers, Call call, AutoCloseable closed) {
    this.images = images;
    this.callers = callers;
    this.call = call;
    this.closed = closed;
  }

  /** Threads that call a recognizer, or a captioner for sentences. */
  static ClientLoad ofLibrary(Recognizer recognizer, List<byte[]> images, int threads) {
    Call call =
        image -> {
          if (recognizer instanceof Captioner captioner) {
            captioner.caption(image);
          } else {
            recognizer.recognize(image);
          }
          return OK;
        };
    return new ClientLoad(images, threads, call, () -> {});
  }

  /** Clients of a server, which this closes. */
  static ClientLoad ofServer(RamServer server, String path, List<byte[]> images, int clients) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    Call call =
        image ->
            client
                .send(
                    HttpRequest.newBuilder(server.uri().resolve(path))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(image))
                        .build(),
                    HttpResponse.BodyHandlers.ofByteArray())
                .statusCode();
    server.awaitReady();
    return new ClientLoad(images, clients, call, server);
  }

  Figures run(Duration time) throws InterruptedException {
    ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
    AtomicInteger refused = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    AtomicInteger next = new AtomicInteger();
    long began = System.nanoTime();
    long end = began + time.toNanos();
    Thread[] threads = new Thread[callers];
    for (int i = 0; i < callers; i++) {
      threads[i] =
          new Thread(
              () -> {
                while (System.nanoTime() < end) {
                  byte[] image = images.get(Math.floorMod(next.getAndIncrement(), images.size()));
                  long asked = System.nanoTime();
                  int status = statusOf(image);
                  if (status == OK) {
                    latencies.add(System.nanoTime() - asked);
                  } else {
                    (status == REFUSED ? refused : failed).incrementAndGet();
                  }
                }
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
    return new Figures(
        sorted.length / seconds,
        quantile(sorted, MEDIAN),
        quantile(sorted, SLOW),
        refused.get(),
        failed.get());
  }

  private int statusOf(byte[] image) {
    try {
      return call.status(image);
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private static double quantile(long[] sorted, double part) {
    if (sorted.length == 0) {
      throw new MeasurementException("answers: expected some, found none");
    }
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(part * sorted.length))] / 1e6;
  }

  @Override
  public void close() throws IOException {
    try {
      closed.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
