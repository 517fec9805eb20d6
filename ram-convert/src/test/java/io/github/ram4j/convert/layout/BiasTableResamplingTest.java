package io.github.ram4j.convert.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.testkit.GoldenFiles;
import org.junit.jupiter.api.Test;

class BiasTableResamplingTest {
  /** Largest difference from what the authors' code gave. */
  private static final float GOLDEN_TOLERANCE = 1e-5f;

  private static final int TABLES = 4;

  @Test
  void goldenTables() {
    JsonNode tables = GoldenFiles.json("resample/expected.json");
    assertEquals(TABLES, tables.size());
    for (JsonNode golden : tables) {
      int from = golden.get("from_window").asInt();
      int to = golden.get("to_window").asInt();
      float[] found = BiasTableResampling.resample(flat(golden.get("table")), from, to);
      assertArrayEquals(flat(golden.get("resampled")), found, GOLDEN_TOLERANCE, from + " to " + to);
    }
  }

  @Test
  void theCentreKeepsItsValue() {
    // The centre row and column stand at 0 in both windows.
    int from = 5;
    int side = 2 * from - 1;
    float[] table = new float[side * side];
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) Math.sin(i);
    }
    float[] found = BiasTableResampling.resample(table, from, 8);
    assertEquals(table[table.length / 2], found[found.length / 2], 1e-6f);
  }

  @Test
  void constantsStayConstantForEveryHead() {
    float[] table = new float[13 * 13 * 3];
    for (int i = 0; i < table.length; i++) {
      table[i] = i % 3 - 1f;
    }
    float[] found = BiasTableResampling.resample(table, 7, 12);
    assertEquals(23 * 23 * 3, found.length);
    for (int i = 0; i < found.length; i++) {
      assertEquals(i % 3 - 1f, found[i], 1e-6f);
    }
  }

  @Test
  void aWindowTooSmallForASplineIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> BiasTableResampling.resample(new float[9], 2, 7));
  }

  private static float[] flat(JsonNode rows) {
    float[] values = new float[rows.size() * rows.get(0).size()];
    int i = 0;
    for (JsonNode row : rows) {
      for (float value : GoldenFiles.floats(row)) {
        values[i++] = value;
      }
    }
    return values;
  }
}
