package io.github.ram4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.programs.Programs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a shell script in Python's place, which writes what peers.py would. */
@DisabledOnOs(OS.WINDOWS)
class ComparePeersTest {
  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Programs.run(new ComparePeers(), new PrintWriter(err, true), arguments);
  }

  private int compare(double maxLogitError, String... more) throws IOException {
    String figures =
        "{\"median_s\": %s, \"min_s\": 0.5, \"max_logit_error\": %s, \"logit_correlation\": 1.0}";
    Path answer = folder.resolve("answer.json");
    Files.writeString(
        answer,
        ("{\"systems\": {\"pytorch-fp32\": " + figures + ", \"ram4j-full\": " + figures + "}}")
            .formatted("2.0", "0.0", "1.0", maxLogitError));
    Path python = folder.resolve("python");
    Files.writeString(
        python,
        """
        #!/bin/sh
        case "$*" in
          *pip*) echo '[{"name": "torch", "version": "2"}, {"name": "x", "version": "3"}]' ;;
          *) echo "$@" >> FOLDER/calls; cp FOLDER/answer.json FOLDER/work/peers-ram.json ;;
        esac
        """
            .replace("FOLDER", folder.toString()));
    assertTrue(python.toFile().setExecutable(true));
    List<String> arguments = new ArrayList<>(List.of("--python", python.toString()));
    arguments.addAll(List.of("--peers", "peers.py", "--work", folder.resolve("work").toString()));
    arguments.addAll(List.of("--bundle", "full=" + TinyModels.bundle(folder, 64)));
    arguments.addAll(List.of("--out", folder.resolve("table").toString()));
    arguments.addAll(Arrays.asList(more));
    return run(arguments.toArray(String[]::new));
  }

  @Test
  void theTableHasRatiosAndVersions() throws IOException {
    assertEquals(0, compare(1e-5, "--runs", "3", "--skip", "ort-int8"), err::toString);
    JsonNode table = new ObjectMapper().readTree(folder.resolve("table.json").toFile());
    assertEquals("{\"torch\":\"2\"}", table.at("/facts/Python's packages").toString());
    JsonNode ours = table.at("/systems/1");
    assertEquals("ram4j-full", ours.get("system").asText());
    assertEquals("fp32", ours.get("class").asText());
    assertEquals(0.5, ours.get("timesFastestPeer").asDouble());
    assertEquals(2, ours.get("speedupOfPytorchFp32").asDouble());
    assertEquals(316, ours.get("gflops").asDouble());
    assertTrue(ours.get("shareOfGemm").isNull());
    assertTrue(Files.readString(folder.resolve("table.md")).contains("| ram4j-full | fp32 |"));
    String call = Files.readString(folder.resolve("calls"));
    assertTrue(call.contains("--runs 3 --threads 2 --json"), call);
    assertTrue(call.contains("--external ram4j-full='"), call);
    assertTrue(call.endsWith("--skip ort-int8\n"), call);
  }

  @Test
  void otherAnswersFail() throws IOException {
    assertEquals(1, compare(0.1));
    assertTrue(err.toString().contains("ram4j-full: expected logits within"), err::toString);
    assertFalse(Files.exists(folder.resolve("table.md")));
  }

  @Test
  void anUnknownFamilyIsRefusedBeforeAnythingRuns() throws IOException {
    assertEquals(1, compare(0, "--family", "clip"));
    assertEquals(
        "ComparePeers: family: expected ram, ram_plus or tag2text, found clip\n", err.toString());
    assertFalse(Files.exists(folder.resolve("calls")));
  }

  @Test
  void aProgramThatFailsIsNamed() throws IOException {
    Path python = folder.resolve("python");
    Files.writeString(python, "#!/bin/sh\nexit 3\n");
    assertTrue(python.toFile().setExecutable(true));
    assertEquals(
        1,
        run(
            "--python",
            python.toString(),
            "--peers",
            "peers.py",
            "--work",
            folder.resolve("work").toString(),
            "--out",
            folder.resolve("table").toString()));
    assertTrue(err.toString().contains("expected exit status 0, found 3"), err::toString);
  }

  @Test
  void whatIsMissingIsSaid() {
    assertEquals(2, run("--peers", "peers.py"));
    assertTrue(err.toString().contains("Missing required options"), err::toString);
    assertTrue(err.toString().contains("--python"), err::toString);
  }

  @Test
  void aShellReadsACommandAsItWasGiven() throws IOException {
    List<String> words = List.of("printf", "%s\n", "it's", "a b", "$HOME");
    assertEquals(
        List.of("it's", "a b", "$HOME"),
        OtherProgram.runQuietly(List.of("sh", "-c", OtherProgram.shellLine(words))));
  }
}
