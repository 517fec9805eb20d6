package io.github.ram4j.benchmarks;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Measurements of peers.py.
 *
 * @param systems in its order
 * @param ours the precision of each system that is this library, by name
 */
record PeerResults(List<PeerResult> systems, Map<String, String> ours) {
  private static final String FP32 = "fp32";

  /** Reader that accepts NaN, which Python writes verbatim. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** Reads the output of {@code peers.py --json}. */
  static PeerResults read(Path file, Map<String, String> ours) throws IOException {
    List<PeerResult> systems = new ArrayList<>();
    for (var system : JSON.readTree(file.toFile()).required("systems").properties()) {
      JsonNode figures = system.getValue();
      systems.add(
          new PeerResult(
              system.getKey(),
              figures.required("median_s").asDouble(),
              figures.required("min_s").asDouble(),
              figures.required("max_logit_error").asDouble(),
              figures.required("logit_correlation").asDouble()));
    }
    return new PeerResults(List.copyOf(systems), ours);
  }

  /**
   * Checks that this library's answers agree with PyTorch's.
   *
   * @throws MeasurementException if they do not
   */
  void requireAgreement() {
    systems.stream()
        .filter(system -> ours.containsKey(system.name()))
        .forEach(system -> system.requireAgreement(isFp32(system)));
  }

  /** A system's precision: the bundle's, or the end of its name. */
  String precision(PeerResult system) {
    String name = system.name();
    return ours.getOrDefault(name, name.substring(name.lastIndexOf('-') + 1));
  }

  /** Returns whether a system's class is fp32, or anything less. */
  boolean isFp32(PeerResult system) {
    return precision(system).equals(FP32);
  }

  /**
   * The ratio of a system's median to that of the fastest other program of its class, if there is
   * one.
   */
  OptionalDouble timesFastestPeer(PeerResult system) {
    OptionalDouble fastest =
        systems.stream()
            .filter(peer -> !ours.containsKey(peer.name()) && isFp32(peer) == isFp32(system))
            .mapToDouble(PeerResult::medianSeconds)
            .min();
    return fastest.isPresent()
        ? OptionalDouble.of(system.medianSeconds() / fastest.getAsDouble())
        : fastest;
  }
}
