package io.github.ram4j.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * The golden values: the folder that the system property {@code ram.golden} names. They are not
 * part of the repository, so a test that asks for one is reported as skipped where it is missing.
 */
public final class GoldenFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private GoldenFiles() {}

  /**
   * A file or folder below the golden folder; skips the calling test where it does not exist.
   *
   * @param relative with "/" between names, for example {@code tiny/ram-384/expected.json}
   */
  public static Path require(String relative) {
    String root = System.getProperty("ram.golden", "../../shared/golden");
    Path path = Path.of(root).resolve(relative).normalize();
    Assumptions.assumeTrue(Files.exists(path), () -> "golden values are not here: " + path);
    return path;
  }

  /** A golden JSON file, gzipped where its name ends in {@code .gz}; skips as {@link #require}. */
  public static JsonNode json(String relative) {
    Path path = require(relative);
    try (InputStream raw = Files.newInputStream(path);
        InputStream in = relative.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("golden file " + path, e);
    }
  }

  /** A JSON array of numbers as floats. */
  public static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) array.get(i).asDouble();
    }
    return values;
  }
}
