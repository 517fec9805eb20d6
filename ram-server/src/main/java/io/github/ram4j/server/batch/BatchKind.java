package io.github.ram4j.server.batch;

import java.util.List;
import java.util.function.Function;

/**
 * Inputs that may share an inference.
 *
 * @param <T> the input
 * @param <R> the result
 * @param name for metrics
 * @param inference gives a result or a failure for each input, in their order
 */
public record BatchKind<T, R>(String name, Function<List<T>, List<BatchResult<R>>> inference) {}
