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
 * <p>Those that are trained lie behind one another in one tensor, and so do their gradients: an
 * optimizer, a norm or an average goes over all of them with one operation. The others are held
 * beside them and never change.
 *
 * <p>Not thread-safe. The tensors belong to whoever holds the store; {@link #close} lets go of
 * them.
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

  /** Where a parameter's values come from. */
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
   * @param trained which of them are trained; label embeddings of RAM and RAM++ only before there
   *     is a head
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
   * The same parameters with gradients of their own, for another thread: a change of the values is
   * seen by both.
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

  /** Keeps a tensor when the scope that it was made in ends. */
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

  /** The trained parameters behind one another, float32, the store's; changing it trains. */
  public Tensor values() {
    return values;
  }

  /** Their gradients in the same order; {@code backward} adds to them. */
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

  /** Lets go of all tensors. */
  @Override
  public void close() {
    byName.values().stream().distinct().forEach(Tensor::close);
    values.close();
    gradients.close();
  }
}
