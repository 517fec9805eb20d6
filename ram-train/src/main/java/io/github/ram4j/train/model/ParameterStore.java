package io.github.ram4j.train.model;

import io.github.ram4j.convert.layout.PublishedLayout;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A model's parameters by their published names.
 *
 * <p>Trained parameters lie one after another in one tensor, and so do their gradients. An
 * optimizer, a norm or an average covers all of them with one operation. The other parameters are
 * held apart and never change.
 *
 * <p>Not thread-safe. The tensors belong to the holder of the store; {@link #close} releases them.
 */
@SuppressWarnings("try") // scopes are there to be closed
public final class ParameterStore implements AutoCloseable {
  private final Map<String, Tensor> byName = new LinkedHashMap<>();
  private final PublishedLayout layout;
  private final Map<String, Long> offsets = new LinkedHashMap<>();
  private final Tensor values;
  private final Tensor gradients;

  private ParameterStore(PublishedLayout layout, Tensor values, Tensor gradients) {
    this.layout = layout;
    this.values = values;
    this.gradients = gradients;
  }

  /** Source of the values of parameters. */
  @FunctionalInterface
  public interface Source {
    /**
     * The values of one parameter.
     *
     * @param name published name
     * @param shape its shape
     * @return row-major, as many as the shape has
     */
    float[] read(String name, long[] shape);
  }

  /**
   * Makes the parameters of a model.
   *
   * @param layout names and shapes
   * @param trained the trained ones; label embeddings of RAM and RAM++ only before there is a head
   * @param source their values
   */
  public static ParameterStore of(
      PublishedLayout layout, Predicate<String> trained, Source source) {
    long count = 0;
    for (Map.Entry<String, long[]> parameter : layout.parameters().entrySet()) {
      count += trained.test(parameter.getKey()) ? elements(parameter.getValue()) : 0;
    }
    try (PointerScope scope = new PointerScope()) {
      ParameterStore store =
          new ParameterStore(layout, owned(torch.zeros(count)), owned(torch.zeros(count)));
      boolean filled = false;
      try {
        store.fill(trained, source);
        filled = true;
        return store;
      } finally {
        if (!filled) {
          store.close();
        }
      }
    }
  }

  private void fill(Predicate<String> trained, Source source) {
    long offset = 0;
    for (Map.Entry<String, long[]> parameter : layout.parameters().entrySet()) {
      String name = parameter.getKey();
      long[] shape = parameter.getValue();
      boolean isTrained = trained.test(name);
      add(name, shape, source.read(name, shape), isTrained ? offset : -1);
      offset += isTrained ? elements(shape) : 0;
    }
    addTies();
  }

  private void add(String name, long[] shape, float[] read, long offset) {
    long count = elements(shape);
    if (read.length != count) {
      throw new IllegalArgumentException(
          "%s: expected %d values, found %d".formatted(name, count, read.length));
    }
    Tensor given = torch.tensor(read);
    if (offset < 0) {
      byName.put(name, owned(given.view(shape)));
      return;
    }
    try (NoGradGuard guard = new NoGradGuard()) {
      values.narrow(0, offset, count).copy_(given);
    }
    addView(name, shape, offset);
  }

  /**
   * A replica with the same values and gradients of its own, for another thread. Both see changes
   * of the values.
   */
  public ParameterStore replica() {
    try (PointerScope scope = new PointerScope()) {
      ParameterStore other =
          new ParameterStore(layout, owned(values), owned(torch.zeros(gradients.numel())));
      layout
          .parameters()
          .forEach(
              (name, shape) -> {
                Long offset = offsets.get(name);
                if (offset == null) {
                  other.byName.put(name, owned(byName.get(name)));
                } else {
                  other.addView(name, shape, offset);
                }
              });
      other.addTies();
      return other;
    }
  }

  private void addTies() {
    layout.ties().forEach((second, first) -> byName.put(second, byName.get(first)));
  }

  private void addView(String name, long[] shape, long offset) {
    long count = elements(shape);
    Tensor parameter = owned(values.narrow(0, offset, count).view(shape).detach());
    parameter.set_requires_grad(true);
    parameter.mutable_grad().put(gradients.narrow(0, offset, count).view(shape));
    byName.put(name, parameter);
    offsets.put(name, offset);
  }

  /** Keeps a tensor beyond the end of the scope of its making. */
  private static Tensor owned(Tensor tensor) {
    return new Tensor(tensor).retainReference();
  }

  /**
   * A parameter.
   *
   * @param name published name, also one of a tied parameter
   * @return its tensor, the store's
   * @throws IllegalArgumentException if the model has none of that name
   */
  public Tensor get(String name) {
    Tensor found = byName.get(name);
    if (found == null) {
      throw new IllegalArgumentException("expected a parameter of the model, found " + name);
    }
    return found;
  }

  /** Names and shapes. */
  public PublishedLayout layout() {
    return layout;
  }

  /** Names of the trained parameters and where each begins in {@link #values()}. */
  public Map<String, Long> offsets() {
    return Collections.unmodifiableMap(offsets);
  }

  /**
   * The trained parameters one after another, float32, the store's; a change of it changes the
   * model.
   */
  public Tensor values() {
    return values;
  }

  /** The gradients in the same order; {@code backward} adds to them. */
  public Tensor gradients() {
    return gradients;
  }

  /** Sets all gradients to zero. */
  public void clearGradients() {
    gradients.zero_();
  }

  static long elements(long[] shape) {
    long count = 1;
    for (long size : shape) {
      count *= size;
    }
    return count;
  }

  /** Releases all tensors. */
  @Override
  public void close() {
    byName.values().stream().distinct().forEach(Tensor::close);
    values.close();
    gradients.close();
  }
}
