package io.github.ram4j;

import java.io.IOException;
import java.util.Iterator;

/**
 * The outcomes of a stream of inputs, one for each input, in the order of the inputs.
 *
 * <pre>{@code
 * try (Outcomes<ImageSource, Recognition> outcomes = recognizer.recognizeEach(images)) {
 *   for (Outcome<ImageSource, Recognition> outcome : outcomes) {
 *     outcome.failure().ifPresentOrElse(this::report, () -> store(outcome));
 *   }
 * }
 * }</pre>
 *
 * <p>It is an {@link Iterable} of one pass, as {@link java.nio.file.DirectoryStream} is, and
 * neither a {@link java.util.stream.Stream} nor a callback: the loop's body may throw checked
 * exceptions, {@code break} ends it, and the caller's pace is the pace of all that goes on behind
 * it.
 *
 * <p><b>Laziness.</b> Inputs are taken from their iterator in the calling thread, only as far ahead
 * as images are decoded ahead. Memory does not depend on the number of inputs. An input is borrowed
 * from when it is taken until its outcome is returned or this is closed.
 *
 * <p><b>Failures.</b> An {@link IOException} or {@link RamException} is the {@link Outcome#failure}
 * of its input, and the next input goes on. Any other exception, of the iterator of the inputs or
 * of the recognizer, {@link IllegalStateException} after its {@code close} for example, is thrown
 * by {@code hasNext} or {@code next} once the outcomes before it were returned, and closes this.
 *
 * <p><b>Interrupts.</b> An interrupt of the calling thread closes this: {@code hasNext} and {@code
 * next} throw an {@link java.io.UncheckedIOException} with an {@link
 * java.io.InterruptedIOException}, and the thread's interrupt status stays set.
 *
 * <p>Not thread-safe: one thread iterates and closes.
 *
 * @param <I> the input, an {@link ImageSource} or a {@link CaptionRequest}
 * @param <R> the result, a {@link Recognition} or a list of {@link Caption}s
 */
public interface Outcomes<I, R> extends Iterable<Outcome<I, R>>, AutoCloseable {

  /**
   * The computation of one result.
   *
   * @param <I> the input
   * @param <R> the result
   */
  @FunctionalInterface
  interface Work<I, R> {
    /**
     * Computes the result of an input.
     *
     * @param input one of the inputs
     * @return the result
     * @throws IOException if a file or stream cannot be read; the failure of this input alone, as a
     *     {@link RamException} is
     */
    R result(I input) throws IOException;
  }

  /**
   * Outcomes of work that several threads do side by side, an input each. They come in the order of
   * the inputs. Sixteen inputs for each thread are taken ahead, and no more.
   *
   * <p>Models of small images recognize the most of them a second so, on a CPU: a recognizer with
   * one thread for each call, called by as many threads as there are processors, has no thread that
   * waits for another one's part of an image.
   *
   * @param <I> the input
   * @param <R> the result
   * @param inputs any number; gone through once, in the calling thread
   * @param threads number of inputs that are worked at at once, 1 or more
   * @param work called by any of the threads, by several at once; called no more once the outcomes
   *     are closed, which interrupts running calls and waits for them
   * @return the outcomes, to be closed by the caller
   * @throws IllegalArgumentException if there is no thread
   */
  static <I, R> Outcomes<I, R> inParallel(
      Iterable<? extends I> inputs, int threads, Work<? super I, ? extends R> work) {
    return new InParallel<>(inputs, threads, work);
  }

  /**
   * The one iterator over the outcomes.
   *
   * @return the same at each call; it has no next outcome once this is closed
   */
  @Override
  Iterator<Outcome<I, R>> iterator();

  /**
   * Stops: nothing further is read or inferred. Reads that are under way are interrupted and waited
   * for, which takes no longer than decoding an image. Closing twice does nothing.
   */
  @Override
  void close();
}
