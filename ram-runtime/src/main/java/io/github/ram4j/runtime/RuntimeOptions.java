package io.github.ram4j.runtime;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Options of the sessions that a model runs in. Immutable and thread-safe: {@link #defaults()} and
 * the {@code with…} methods make them.
 */
public final class RuntimeOptions {
  private static final String CUSTOM = "custom";

  /** ONNX Runtime starts all threads of a session at once. */
  private static final int MOST_THREADS = 1024;

  private final ExecutionProvider provider;
  private final String providerName;
  private final int cudaDevice;
  private final int threads;
  private final boolean packedWeights;
  private final boolean verifyDigests;
  private final boolean privateWeights;

  /** Null where the provider is one of {@link ExecutionProvider}'s own. */
  private final @Nullable SessionConfigurer configurer;

  private RuntimeOptions(
      ExecutionProvider provider,
      String providerName,
      @Nullable SessionConfigurer configurer,
      int cudaDevice,
      int threads,
      boolean packedWeights,
      boolean verifyDigests,
      boolean privateWeights) {
    require(cudaDevice >= 0, "number of the CUDA device: expected 0 or more, found ", cudaDevice);
    require(threads >= 1, "threads: expected 1 or more, found ", threads);
    require(
        threads <= Math.max(MOST_THREADS, Runtime.getRuntime().availableProcessors()),
        "threads: expected at most " + MOST_THREADS + " or the processors, found ",
        threads);
    this.provider = Objects.requireNonNull(provider, "provider");
    this.providerName = providerName;
    this.configurer = configurer;
    this.cudaDevice = cudaDevice;
    this.threads = threads;
    this.packedWeights = packedWeights;
    this.verifyDigests = verifyDigests;
    this.privateWeights = privateWeights;
  }

  /**
   * The default options: the CPU with all processors that the JVM sees; digests verified, weights
   * packed and private.
   *
   * @return the options
   */
  public static RuntimeOptions defaults() {
    return new RuntimeOptions(
        ExecutionProvider.CPU,
        ExecutionProvider.CPU.name(),
        null,
        0,
        Runtime.getRuntime().availableProcessors(),
        true,
        true,
        true);
  }

  /**
   * Options with an execution provider.
   *
   * @param choice the provider
   * @return new options
   */
  public RuntimeOptions withProvider(ExecutionProvider choice) {
    Objects.requireNonNull(choice, "provider");
    if (choice == ExecutionProvider.CUSTOM) {
      throw new IllegalArgumentException(
          "execution provider: expected a function that adds " + choice + ", found none");
    }
    return new RuntimeOptions(
        choice,
        choice.name(),
        null,
        cudaDevice,
        threads,
        packedWeights,
        verifyDigests,
        privateWeights);
  }

  /**
   * Options with an execution provider that this library does not know. Graphs that {@code convert
   * --target portable} makes have standard operators alone, which other providers take; nodes that
   * a provider does not take are computed on the CPU.
   *
   * <pre>{@code
   * RuntimeOptions.defaults().withProvider("XNNPACK", options -> options.addXnnpack(Map.of()));
   * }</pre>
   *
   * @param name the provider's name, as {@code ModelInfo.executionProvider()} returns it
   * @param add the function that adds the provider to each session's options
   * @return new options
   */
  public RuntimeOptions withProvider(String name, SessionConfigurer add) {
    if (Objects.requireNonNull(name, "name").isBlank()) {
      throw new IllegalArgumentException(
          "name of the %s execution provider: expected one, found \"%s\"".formatted(CUSTOM, name));
    }
    return new RuntimeOptions(
        ExecutionProvider.CUSTOM,
        name,
        Objects.requireNonNull(add, "add"),
        cudaDevice,
        threads,
        packedWeights,
        verifyDigests,
        privateWeights);
  }

  /**
   * Options with a GPU.
   *
   * @param device its number, from 0
   * @return new options
   */
  public RuntimeOptions withCudaDevice(int device) {
    return new RuntimeOptions(
        provider,
        providerName,
        configurer,
        device,
        threads,
        packedWeights,
        verifyDigests,
        privateWeights);
  }

  /**
   * Options with a number of threads for each call on the CPU. Callers times threads should not
   * exceed the processors.
   *
   * @param count 1 to 1024, or to the processors if they are more; by default the processors that
   *     the JVM sees, which in a container are those that the container may use
   * @return new options
   */
  public RuntimeOptions withThreads(int count) {
    return new RuntimeOptions(
        provider,
        providerName,
        configurer,
        cudaDevice,
        count,
        packedWeights,
        verifyDigests,
        privateWeights);
  }

  /**
   * Options with or without weights packed for the CPU's matrix products. Packed weights take
   * memory of the process's own and compute faster. Without them, matrices are read where the file
   * is mapped, in pages that processes share, and a model opens sooner; scores may differ in
   * rounding. docs/memory.md has the figures.
   *
   * @param packed whether to pack them when a model is opened; true by default
   * @return new options
   */
  public RuntimeOptions withPackedWeights(boolean packed) {
    return new RuntimeOptions(
        provider,
        providerName,
        configurer,
        cudaDevice,
        threads,
        packed,
        verifyDigests,
        privateWeights);
  }

  /**
   * Options with or without a check of a bundle's digests, which reads all of its files once.
   *
   * @param verify whether to check; true by default
   * @return new options
   */
  public RuntimeOptions withVerifyDigests(boolean verify) {
    return new RuntimeOptions(
        provider,
        providerName,
        configurer,
        cudaDevice,
        threads,
        packedWeights,
        verify,
        privateWeights);
  }

  /**
   * Options with or without a private copy of weights. A bundle's weights of more than 64 MB are
   * mapped from their file for as long as the model is open. By default the mapped file is a copy
   * in the temporary folder ({@code java.io.tmpdir}), deleted as soon as it is mapped: a
   * replacement, an overwrite or a truncation of the bundle's own file changes nothing, and a
   * digest is that of the very bytes that are mapped.
   *
   * <p>Without it, the bundle's own file is mapped, which saves time, space in the temporary
   * folder, and memory where processes share a bundle. A file that is overwritten then changes
   * scores without an error, and a file that is truncated ends the process.
   *
   * @param copied whether to map a copy
   * @return new options
   */
  public RuntimeOptions withPrivateWeights(boolean copied) {
    return new RuntimeOptions(
        provider,
        providerName,
        configurer,
        cudaDevice,
        threads,
        packedWeights,
        verifyDigests,
        copied);
  }

  /**
   * The execution provider asked for.
   *
   * @return the provider
   */
  public ExecutionProvider provider() {
    return provider;
  }

  /**
   * The execution provider's name.
   *
   * @return as given, or that of {@link #provider()}
   */
  public String providerName() {
    return providerName;
  }

  /**
   * The function that adds an execution provider.
   *
   * @return empty where the provider is one that this library knows
   */
  public Optional<SessionConfigurer> configurer() {
    return Optional.ofNullable(configurer);
  }

  /**
   * The number of the GPU.
   *
   * @return 0 or more
   */
  public int cudaDevice() {
    return cudaDevice;
  }

  /**
   * The threads of one call on the CPU.
   *
   * @return 1 or more
   */
  public int threads() {
    return threads;
  }

  /**
   * Returns whether weights are packed when a model is opened.
   *
   * @return see {@link #withPackedWeights}
   */
  public boolean packedWeights() {
    return packedWeights;
  }

  /**
   * Returns whether a bundle's digests are checked.
   *
   * @return see {@link #withVerifyDigests}
   */
  public boolean verifyDigests() {
    return verifyDigests;
  }

  /**
   * Returns whether a private copy of weights is mapped.
   *
   * @return see {@link #withPrivateWeights}
   */
  public boolean privateWeights() {
    return privateWeights;
  }

  private static void require(boolean holds, String message, long found) {
    if (!holds) {
      throw new IllegalArgumentException(message + found);
    }
  }
}
