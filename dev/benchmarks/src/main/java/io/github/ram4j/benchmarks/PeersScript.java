package io.github.ram4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runner of the reference's {@code peers.py}.
 *
 * @param python an interpreter with the script's packages
 * @param script its file
 * @param work folder for gigabytes of exported models
 * @param family ram, ram_plus or tag2text
 * @param seed of the weights
 */
record PeersScript(String python, Path script, Path work, String family, int seed) {
  private static final List<String> ALL_BUT_PYTORCH =
      List.of("ort-fp32", "ort-int8", "openvino-fp32", "openvino-bf16", "openvino-int8");

  /** File of the weights of all systems. */
  Path checkpoint() {
    return work.resolve(family + "-" + seed + ".pth");
  }

  /** Lets the script write the weights, unless they exist. */
  void makeCheckpoint() throws IOException {
    if (!Files.exists(checkpoint())) {
      List<String> command = command(1);
      command.addAll(List.of("--write-checkpoint", "--skip"));
      command.addAll(ALL_BUT_PYTORCH);
      OtherProgram.run(command);
    }
  }

  /**
   * Measures all systems, interleaved.
   *
   * @param bundles by the name of the system that each becomes
   * @param skip systems that are left out
   * @return the JSON file of the script
   */
  Path measure(Map<String, Path> bundles, int threads, int runs, List<String> skip)
      throws IOException {
    Path json = work.resolve("peers-" + family + ".json");
    Files.deleteIfExists(json);
    List<String> command = command(runs);
    command.addAll(List.of("--threads", Integer.toString(threads), "--json", json.toString()));
    for (Map.Entry<String, Path> bundle : bundles.entrySet()) {
      String name = bundle.getKey();
      Files.deleteIfExists(work.resolve(name + ".f32"));
      command.addAll(
          List.of("--external", name + "=" + external(name, bundle.getValue(), threads)));
    }
    if (!skip.isEmpty()) {
      command.add("--skip");
      command.addAll(skip);
    }
    OtherProgram.run(command);
    return json;
  }

  private String external(String name, Path bundle, int threads) {
    return OtherProgram.shellLine(
        OtherProgram.java(
            List.of(),
            PeerProgram.class.getName(),
            bundle.toString(),
            work.toString(),
            Integer.toString(threads),
            name));
  }

  private List<String> command(int runs) {
    List<String> command = new ArrayList<>(List.of(python, script.toString()));
    command.addAll(List.of("--family", family, "--seed", Integer.toString(seed)));
    command.addAll(List.of("--work", work.toString(), "--runs", Integer.toString(runs)));
    return command;
  }
}
