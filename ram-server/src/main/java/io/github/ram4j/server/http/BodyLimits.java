package io.github.ram4j.server.http;

import java.time.Duration;

/**
 * Limits of bodies.
 *
 * @param maxBytes of one body
 * @param minBytesPerSecond below which a body is too slow, once the grace is over
 * @param grace before the rate counts
 * @param total until the answer has to be there
 */
public record BodyLimits(long maxBytes, long minBytesPerSecond, Duration grace, Duration total) {}
