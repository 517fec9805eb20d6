package io.github.ram4j.bundle;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A graph of a bundle: its file, and its inputs and outputs by name. Immutable.
 *
 * @param file name of the ONNX file
 * @param inputs all inputs of the graph
 * @param outputs the outputs that the bundle's task reads
 */
public record GraphSpec(
    String file, SortedMap<String, TensorSpec> inputs, SortedMap<String, TensorSpec> outputs) {

  /** Copies the maps. */
  public GraphSpec {
    Objects.requireNonNull(file, "file");
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
  }

  /**
   * A graph, at first without inputs and outputs.
   *
   * @param file name of the ONNX file
   * @return the specification
   */
  public static GraphSpec of(String file) {
    return new GraphSpec(file, new TreeMap<>(), new TreeMap<>());
  }

  /**
   * The same graph with an input.
   *
   * @param name of the input
   * @param tensor its dtype and shape
   * @return a new specification
   */
  public GraphSpec withInput(String name, TensorSpec tensor) {
    return new GraphSpec(file, with(inputs, name, tensor), outputs);
  }

  /**
   * The same graph with an output.
   *
   * @param name of the output
   * @param tensor its dtype and shape
   * @return a new specification
   */
  public GraphSpec withOutput(String name, TensorSpec tensor) {
    return new GraphSpec(file, inputs, with(outputs, name, tensor));
  }

  private static SortedMap<String, TensorSpec> with(
      SortedMap<String, TensorSpec> tensors, String name, TensorSpec tensor) {
    SortedMap<String, TensorSpec> more = new TreeMap<>(tensors);
    more.put(name, tensor);
    return more;
  }
}
