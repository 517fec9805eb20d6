package io.github.ram4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageException;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagScore;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.runtime.RuntimeOptions;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The results of the library alone, to the bit, for the model of clip art. */
final class Expected implements AutoCloseable {
  private final Recognizer recognizer;

  Expected() throws IOException {
    recognizer =
        RamModels.open(
            ClipartModels.ram(),
            ModelOptions.defaults().withRuntime(RuntimeOptions.defaults().withThreads(1)));
  }

  Recognition recognition(byte[] image) {
    return recognizer.recognize(image);
  }

  Recognizer recognizer() {
    return recognizer;
  }

  /** The encoded images of a table, by their paths. */
  static Map<String, byte[]> images(Dataset<Row> table) {
    Map<String, byte[]> images = new HashMap<>();
    for (Row row : table.select("path", "content").collectAsList()) {
      images.put(row.getString(0), row.getAs(1));
    }
    return images;
  }

  /** Asserts that a result is that of the library, an error where that throws. */
  void requireResult(byte[] image, Row result) {
    try {
      requireTags(recognition(image).tags(), result.getList(result.fieldIndex("tags")));
      assertNull(result.getAs("error"));
    } catch (ImageException e) {
      assertEquals(reason(e.getMessage()), reason(result.getAs("error")));
      assertNull(result.getAs("tags"));
    }
    assertEquals(false, result.<Boolean>getAs("unread"));
  }

  /** Without the image's name at the beginning. */
  private static String reason(String message) {
    return message.substring(message.indexOf(": "));
  }

  static void requireTags(List<TagScore> expected, List<Row> found) {
    assertNotNull(found);
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < expected.size(); i++) {
      TagScore score = expected.get(i);
      Row row = found.get(i);
      assertEquals(score.tag().id(), row.<Integer>getAs("id"));
      assertEquals(score.tag().english(), row.<String>getAs("english"));
      assertEquals(score.tag().chinese(), row.getList(row.fieldIndex("chinese")));
      assertTrue(
          Float.floatToIntBits(score.score()) == Float.floatToIntBits(row.<Float>getAs("score")),
          score + ", found " + row);
    }
  }

  @Override
  public void close() {
    recognizer.close();
  }
}
