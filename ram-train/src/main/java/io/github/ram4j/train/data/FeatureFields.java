package io.github.ram4j.train.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.ram4j.convert.layout.ModelShape;
import io.github.ram4j.data.Example;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * CLIP's features of an image and of its captions, in two further fields of a line of examples:
 * {@code image_feature}, 512 numbers, and {@code caption_features}, 512 numbers for each caption.
 */
final class FeatureFields {
  private static final String IMAGE = "image_feature";
  private static final String CAPTIONS = "caption_features";
  private static final JsonFactory JSON = new JsonFactory();

  private FeatureFields() {}

  /**
   * Reads the image's feature.
   *
   * @return float32 [512], empty where the line has none
   * @throws IllegalArgumentException if the field is something else
   */
  static Optional<float[]> ofImage(Example example) {
    String field = example.others().get(IMAGE);
    return field == null ? Optional.empty() : Optional.of(read(field, IMAGE, FeatureFields::row));
  }

  /**
   * Reads the features of the captions.
   *
   * @return float32 [512] for each caption, empty where the line has none
   * @throws IllegalArgumentException if the field is something else
   */
  static List<float[]> ofCaptions(Example example) {
    String field = example.others().get(CAPTIONS);
    List<float[]> rows = field == null ? List.of() : read(field, CAPTIONS, FeatureFields::rows);
    if (field != null && rows.size() != example.captions().size()) {
      throw new IllegalArgumentException(
          "%s: expected one for each of %d captions, found %d"
              .formatted(CAPTIONS, example.captions().size(), rows.size()));
    }
    return rows;
  }

  /** Reader of a value whose first token was read. */
  private interface Reading<T> {
    T from(JsonParser parser, String name) throws IOException;
  }

  private static <T> T read(String json, String name, Reading<T> reading) {
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      return reading.from(parser, name);
    } catch (IOException e) {
      throw new UncheckedIOException("JSON that was read once before", e);
    }
  }

  private static List<float[]> rows(JsonParser parser, String name) throws IOException {
    requireArray(parser, name);
    List<float[]> rows = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      rows.add(row(parser, name + "[" + rows.size() + "]"));
    }
    return rows;
  }

  private static float[] row(JsonParser parser, String name) throws IOException {
    requireArray(parser, name);
    float[] row = new float[ModelShape.CLIP_WIDTH];
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!parser.currentToken().isNumeric() || !Float.isFinite(parser.getFloatValue())) {
        throw wrong(name + "[" + count + "]", "a finite number", parser.getText());
      }
      if (count < row.length) {
        row[count] = parser.getFloatValue();
      }
      count++;
    }
    if (count != row.length) {
      throw wrong(name, row.length + " numbers", Integer.toString(count));
    }
    return row;
  }

  private static void requireArray(JsonParser parser, String name) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw wrong(name, "an array", parser.getText());
    }
  }

  private static IllegalArgumentException wrong(String name, String expected, String found) {
    return new IllegalArgumentException(
        "%s: expected %s, found %s".formatted(name, expected, found));
  }
}
