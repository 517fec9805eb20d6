package io.github.ram4j.spark.data.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** Tags with scores as rows, and as the JSON that the data engine adds to. */
final class RowMarks {
  private static final String TAG = "tag";
  private static final List<String> NUMBERS = List.of("score", "limit");
  private static final JsonFactory JSON = new JsonFactory();

  /** A list of tag, score and limit. */
  static final DataType TYPE =
      DataTypes.createArrayType(
          new StructType()
              .add(TAG, DataTypes.StringType)
              .add(NUMBERS.get(0), DataTypes.FloatType)
              .add(NUMBERS.get(1), DataTypes.FloatType));

  private RowMarks() {}

  /** The elements of a column that is a list. */
  @SuppressWarnings("unchecked") // the schema has their type
  static <E> List<E> list(Object column) {
    List<E> list = new ArrayList<>();
    CollectionConverters.asJava((scala.collection.Iterable<E>) column).forEach(list::add);
    if (list.contains(null)) {
      throw new IllegalArgumentException("list: expected values, found null");
    }
    return list;
  }

  /** Marks as JSON; fields that are null are left out. */
  static String json(List<Row> marks) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      for (Row mark : marks) {
        json.writeStartObject();
        if (!mark.isNullAt(0)) {
          json.writeStringField(TAG, mark.getString(0));
        }
        for (int i = 0; i < NUMBERS.size(); i++) {
          if (!mark.isNullAt(i + 1)) {
            json.writeNumberField(NUMBERS.get(i), mark.getFloat(i + 1));
          }
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }

  /** Marks as rows. */
  static Row[] rows(String marks) {
    List<Row> rows = new ArrayList<>();
    try (JsonParser json = JSON.createParser(marks)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.START_OBJECT) {
        Object[] values = new Object[1 + NUMBERS.size()];
        while (json.nextToken() != JsonToken.END_OBJECT) {
          String field = json.currentName();
          json.nextToken();
          if (field.equals(TAG)) {
            values[0] = json.getText();
          } else {
            values[1 + NUMBERS.indexOf(field)] = json.getFloatValue();
          }
        }
        rows.add(RowFactory.create(values));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
    return rows.toArray(Row[]::new);
  }
}
