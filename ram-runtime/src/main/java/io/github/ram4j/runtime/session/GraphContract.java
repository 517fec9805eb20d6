package io.github.ram4j.runtime.session;

import io.github.ram4j.ModelException;
import io.github.ram4j.bundle.GraphSpec;
import io.github.ram4j.bundle.TensorSpec;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** A check of an open graph's inputs and outputs against a specification. */
public final class GraphContract {
  private GraphContract() {}

  /**
   * Requires the inputs and outputs of a specification. Further outputs do not matter; a further
   * input would have no value.
   *
   * @param session an open graph, borrowed
   * @param expected its inputs and outputs
   * @throws ModelException if the graph lacks one, has it with another dtype or shape, or has a
   *     further input
   */
  public static void require(GraphSession session, GraphSpec expected) {
    GraphSpec found = session.spec();
    require(session, "input", expected.inputs(), found.inputs());
    require(session, "output", expected.outputs(), found.outputs());
    for (String input : session.inputs().keySet()) {
      if (!expected.inputs().containsKey(input)) {
        throw new ModelException(
            "%s: input: expected %s, found %s beside"
                .formatted(session.name(), describe(expected.inputs()), input));
      }
    }
  }

  private static void require(
      GraphSession session,
      String kind,
      SortedMap<String, TensorSpec> expected,
      SortedMap<String, TensorSpec> found) {
    for (Map.Entry<String, TensorSpec> tensor : expected.entrySet()) {
      TensorSpec there = found.get(tensor.getKey());
      if (there == null || !tensor.getValue().fits(there)) {
        throw new ModelException(
            "%s: %s: expected %s %s, found %s"
                .formatted(
                    session.name(), kind, tensor.getKey(), tensor.getValue(), describe(found)));
      }
    }
  }

  private static String describe(SortedMap<String, TensorSpec> tensors) {
    return tensors.isEmpty()
        ? "none"
        : tensors.entrySet().stream()
            .map(tensor -> tensor.getKey() + " " + tensor.getValue())
            .collect(Collectors.joining(", "));
  }
}
