package io.github.ram4j.spark.data.table;

import io.github.ram4j.data.Example;
import io.github.ram4j.data.ExampleException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Entries that are rows: a column {@code image}, a list {@code tags}, the list of marks that a pass
 * writes, perhaps the image's bytes in {@code content}, and any others, which are kept.
 */
final class RowFormat implements EntryFormat<Row> {
  private static final long serialVersionUID = 1L;
  private static final String IMAGE = "image";
  private static final String TAGS = "tags";
  private static final String CONTENT = "content";
  private static final DataType NAMES = DataTypes.createArrayType(DataTypes.StringType);

  private final String mark;
  private final StructType written;
  private final boolean hasContent;

  private RowFormat(String mark, StructType written, boolean hasContent) {
    this.mark = mark;
    this.written = written;
    this.hasContent = hasContent;
  }

  /**
   * The format of a table's rows.
   *
   * @param table its name, for messages
   * @param schema its columns
   * @param mark name of the column of marks that is written
   * @throws ExampleException if columns are of other types
   */
  static RowFormat of(String table, StructType schema, String mark) {
    if (!has(table, schema, IMAGE, DataTypes.StringType)) {
      throw new ExampleException(
          "%s: expected a column \"%s\", found %s"
              .formatted(table, IMAGE, Arrays.toString(schema.fieldNames())));
    }
    StructType written = schema;
    if (!has(table, schema, TAGS, NAMES)) {
      written = written.add(TAGS, NAMES);
    }
    if (!has(table, schema, mark, RowMarks.TYPE)) {
      written = written.add(mark, RowMarks.TYPE);
    }
    return new RowFormat(mark, written, has(table, schema, CONTENT, DataTypes.BinaryType));
  }

  private static boolean has(String table, StructType schema, String column, DataType wanted) {
    if (!List.of(schema.fieldNames()).contains(column)) {
      return false;
    }
    DataType found = schema.apply(column).dataType();
    if (!found.catalogString().equals(wanted.catalogString())) {
      throw new ExampleException(
          "%s: column \"%s\": expected %s, found %s"
              .formatted(table, column, wanted.catalogString(), found.catalogString()));
    }
    return true;
  }

  /** The columns of the output. */
  StructType written() {
    return written;
  }

  @Override
  public Example example(Row row) {
    try {
      String image = (String) value(row, IMAGE).orElseThrow(RowFormat::noImage);
      List<String> tags = value(row, TAGS).map(RowMarks::<String>list).orElse(List.of());
      Example example = Example.of(image, tags);
      Optional<String> marks = value(row, mark).map(RowMarks::<Row>list).map(RowMarks::json);
      return marks.isPresent() ? example.withOther(mark, marks.get()) : example;
    } catch (IllegalArgumentException e) {
      throw new ExampleException("row of %s: %s".formatted(row.get(0), e.getMessage()), e);
    }
  }

  private static IllegalArgumentException noImage() {
    return new IllegalArgumentException("image: expected a path, found null");
  }

  /** The value of a column; empty for null, and where the input lacks the column. */
  private Optional<Object> value(Row row, String column) {
    int at = written.fieldIndex(column);
    return at < row.length() ? Optional.ofNullable(row.get(at)) : Optional.empty();
  }

  @Override
  public Optional<byte[]> bytes(Row row) {
    return hasContent ? value(row, CONTENT).map(byte[].class::cast) : Optional.empty();
  }

  @Override
  public Row changed(Row row, Example example) {
    Object[] values = new Object[written.length()];
    for (int i = 0; i < row.length(); i++) {
      values[i] = row.get(i);
    }
    values[written.fieldIndex(IMAGE)] = example.image();
    values[written.fieldIndex(TAGS)] = example.tags().toArray(String[]::new);
    String marks = example.others().get(mark);
    values[written.fieldIndex(mark)] = marks == null ? null : RowMarks.rows(marks);
    return RowFactory.create(values);
  }
}
