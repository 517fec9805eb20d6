package io.github.ram4j.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * Golden values: outputs of the authors' code, for tests to meet.
 *
 * <p>They are the files of {@code dev/testkit/golden}; a test that asks for a missing one fails.
 * Files that must not be shipped lie in a folder outside of the repository, named by the system
 * property {@code ram.golden}. A test that needs a missing one of these is skipped, with the
 * reason.
 */
public final class GoldenFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private GoldenFiles() {}

  /**
   * A file or folder of the repository's golden values.
   *
   * @param relative with "/" between names, for example {@code tiny/ram-384/expected.json.gz}
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Path file(String relative) {
    Path golden = Path.of(System.getProperty("ram.repository", ".."), "dev", "testkit", "golden");
    Path path = golden.resolve(relative).normalize();
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(
          "expected the golden file %s, found none of that name".formatted(path.toAbsolutePath()));
    }
    return path;
  }

  /** A JSON file as {@link #file} finds it, gzipped where its name ends in {@code .gz}. */
  public static JsonNode json(String relative) {
    Path path = file(relative);
    try (InputStream raw = Files.newInputStream(path);
        InputStream in = relative.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("golden file " + path, e);
    }
  }

  /** Golden values of the authors' code for a small model, for example {@code ram-384}. */
  public static JsonNode tiny(String model) {
    return json("tiny/" + model + "/expected.json.gz");
  }

  /**
   * Golden values of the authors' code for a model of the published size: ram, ram_plus or
   * tag2text.
   */
  public static JsonNode full(String family) {
    return json("full/" + family + ".json.gz");
  }

  /** A file of the folder outside of the repository, if it is there. */
  public static Optional<Path> outside(String relative) {
    String root = System.getProperty("ram.golden", "../../shared/golden");
    return Optional.of(Path.of(root).resolve(relative).normalize()).filter(Files::exists);
  }

  /**
   * A file of the folder outside of the repository; skips the calling test where it is missing.
   *
   * @param why reason for its absence from the repository, for the report of skipped tests
   */
  public static Path requireOutside(String relative, String why) {
    Optional<Path> path = outside(relative);
    Assumptions.assumeTrue(
        path.isPresent(),
        () ->
            "needs %s below -Dram.golden, which is not in the repository: %s"
                .formatted(relative, why));
    return path.orElseThrow();
  }

  /** A JSON array of numbers as floats. */
  public static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) array.get(i).asDouble();
    }
    return values;
  }

  /** A JSON array of whole numbers. */
  public static int[] ints(JsonNode array) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asInt();
    }
    return values;
  }
}
