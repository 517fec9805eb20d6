package io.github.ram4j.server;

import java.time.Duration;
import java.util.Objects;

/**
 * Limits that a server keeps to, whatever its clients do. Immutable. The limit on pixels is that of
 * the recognizer, which is opened with it.
 *
 * @param bodyBytes of one body, 1 to 1 GiB; above it 413
 * @param memoryBytes of all bodies that are in memory; above it 429
 * @param bodyBytesPerSecond below which a body is too slow, after five seconds: 408
 * @param headTime in which the head of a request has to come; then the connection is closed
 * @param idleTime after which a connection without traffic is closed
 * @param requestTime from the head of a request to its answer; then 503, or 408 without the body
 * @param stopTime that a stop waits for answers
 * @param connections at once; further ones wait to be accepted
 * @param requestsOfClient at once, of one address; above it 429
 * @param names that no list has, of one request
 */
public record ServerLimits(
    int bodyBytes,
    long memoryBytes,
    int bodyBytesPerSecond,
    Duration headTime,
    Duration idleTime,
    Duration requestTime,
    Duration stopTime,
    int connections,
    int requestsOfClient,
    int names) {
  private static final int MAX_BODY = 1 << 30;

  /** Checks the numbers. */
  public ServerLimits {
    within("bytes of a body", bodyBytes, 1, MAX_BODY);
    within("bytes of all bodies", memoryBytes, bodyBytes, Long.MAX_VALUE);
    within("bytes a second", bodyBytesPerSecond, 0, MAX_BODY);
    within("connections", connections, 1, Integer.MAX_VALUE);
    within("requests of a client", requestsOfClient, 1, Integer.MAX_VALUE);
    within("names", names, 1, 1000);
    within("time of a head", headTime);
    within("idle time", idleTime);
    within("time of a request", requestTime);
    within("time of a stop", stopTime);
  }

  private static void within(String what, long number, long least, long most) {
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          "%s: expected %d to %d, found %d".formatted(what, least, most, number));
    }
  }

  private static void within(String what, Duration time) {
    if (Objects.requireNonNull(time, what).toMillis() < 1) {
      throw new IllegalArgumentException(
          "%s: expected a millisecond or more, found %s".formatted(what, time));
    }
  }

  /**
   * Limits for a machine of a few processors: 32 MiB a body, 512 MiB of bodies, 4 kB a second, 10 s
   * a head, 30 s idle, 60 s a request, 30 s a stop, 4,096 connections, 64 requests of a client, 20
   * names.
   *
   * @return the limits
   */
  public static ServerLimits defaults() {
    return new ServerLimits(
        32 << 20,
        512L << 20,
        4000,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        4096,
        64,
        20);
  }

  /**
   * These limits with others on bodies.
   *
   * @param bytes of one body
   * @param all bytes of all bodies
   * @param perSecond least bytes a second, 0 for any
   * @return the limits
   */
  public ServerLimits withBodies(int bytes, long all, int perSecond) {
    return new ServerLimits(
        bytes,
        all,
        perSecond,
        headTime,
        idleTime,
        requestTime,
        stopTime,
        connections,
        requestsOfClient,
        names);
  }

  /**
   * These limits with other times.
   *
   * @param head in which the head of a request has to come
   * @param idle after which a connection without traffic is closed
   * @param request from the head of a request to its answer
   * @param stop that a stop waits for answers
   * @return the limits
   */
  public ServerLimits withTimes(Duration head, Duration idle, Duration request, Duration stop) {
    return new ServerLimits(
        bodyBytes,
        memoryBytes,
        bodyBytesPerSecond,
        head,
        idle,
        request,
        stop,
        connections,
        requestsOfClient,
        names);
  }

  /**
   * These limits with others on clients.
   *
   * @param open connections at once
   * @param requests at once of one address
   * @return the limits
   */
  public ServerLimits withClients(int open, int requests) {
    return new ServerLimits(
        bodyBytes,
        memoryBytes,
        bodyBytesPerSecond,
        headTime,
        idleTime,
        requestTime,
        stopTime,
        open,
        requests,
        names);
  }
}
