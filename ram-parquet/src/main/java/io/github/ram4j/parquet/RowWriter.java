package io.github.ram4j.parquet;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;

/** Writer of rows. */
final class RowWriter extends WriteSupport<ImageRow> {
  static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message image {
            required binary folder (STRING);
            required binary image (STRING);
            required binary media (STRING);
            required int64 size;
            required int64 modified (TIMESTAMP(MICROS,true));
            optional binary sha256 (STRING);
            optional int32 width;
            optional int32 height;
            optional binary error (STRING);
            required group tags (LIST) {
              repeated group list {
                required group element {
                  optional int32 id;
                  required binary english (STRING);
                  required group chinese (LIST) {
                    repeated group list { required binary element (STRING); }
                  }
                  required group path (LIST) {
                    repeated group list { required binary element (STRING); }
                  }
                  optional binary category (STRING);
                  required float score;
                }
              }
            }
            required group captions (LIST) {
              repeated group list { required binary element (STRING); }
            }
            optional binary embedding_kind (STRING);
            optional binary embedding_model (STRING);
            optional group embedding (LIST) {
              repeated group list { required float element; }
            }
            optional group regions (LIST) {
              repeated group list {
                required group element {
                  required binary english (STRING);
                  required group chinese (LIST) {
                    repeated group list { required binary element (STRING); }
                  }
                  required float score;
                  required float x0;
                  required float y0;
                  required float x1;
                  required float y1;
                  optional int32 area;
                  optional float quality;
                  optional binary mask_counts (STRING);
                }
              }
            }
          }
          """);

  private static final List<String> EDGES = List.of("x0", "y0", "x1", "y1");

  private final String program;

  @SuppressWarnings("NullAway.Init") // set by prepareForWrite, before any row
  private RecordConsumer out;

  private RowWriter(String program) {
    this.program = program;
  }

  /** A builder of writers of rows. */
  static final class Builder extends ParquetWriter.Builder<ImageRow, Builder> {
    private final String program;

    Builder(OutputFile file, String program) {
      super(file);
      this.program = program;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // to be overridden all the same
    protected WriteSupport<ImageRow> getWriteSupport(Configuration configuration) {
      throw new IllegalStateException("configuration: expected Parquet's own, found Hadoop's");
    }

    @Override
    protected WriteSupport<ImageRow> getWriteSupport(ParquetConfiguration configuration) {
      return new RowWriter(program);
    }
  }

  @Override
  @SuppressWarnings("deprecation") // to be overridden all the same
  public WriteContext init(Configuration configuration) {
    throw new IllegalStateException("configuration: expected Parquet's own, found Hadoop's");
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(SCHEMA, Map.of("program", program));
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    out = consumer;
  }

  @Override
  public void write(ImageRow row) {
    out.startMessage();
    text("folder", row.folder);
    text("image", row.image);
    text("media", row.media);
    field("size", () -> out.addLong(row.size));
    field("modified", () -> out.addLong(Math.floorDiv(row.modifiedNs, 1000L)));
    text("sha256", row.sha256);
    integer("width", row.width);
    integer("height", row.height);
    text("error", row.error);
    list("tags", row.tags, this::tag);
    list("captions", row.captions, this::element);
    text("embedding_kind", row.embeddingKind);
    text("embedding_model", row.embeddingModel);
    if (row.embedding != null) {
      floats(row.embedding);
    }
    if (row.regions != null) {
      list("regions", row.regions, this::region);
    }
    out.endMessage();
  }

  private void region(ImageRow.Region region) {
    out.startGroup();
    text(0, "english", region.english());
    list(1, "chinese", region.chinese(), this::element);
    number(2, "score", region.score());
    for (int i = 0; i < EDGES.size(); i++) {
      number(3 + i, EDGES.get(i), region.box()[i]);
    }
    integer(7, "area", region.area());
    if (region.quality() != null) {
      number(8, "quality", region.quality());
    }
    text(9, "mask_counts", region.counts());
    out.endGroup();
  }

  private void number(int index, String name, float value) {
    out.startField(name, index);
    out.addFloat(value);
    out.endField(name, index);
  }

  private void tag(ImageRow.Tag tag) {
    out.startGroup();
    integer(0, "id", tag.id());
    text(1, "english", tag.english());
    list(2, "chinese", tag.chinese(), this::element);
    list(3, "path", tag.path(), this::element);
    text(4, "category", tag.category());
    number(5, "score", tag.score());
    out.endGroup();
  }

  private void element(String text) {
    out.addBinary(Binary.fromString(text));
  }

  private void floats(float[] elements) {
    int index = SCHEMA.getFieldIndex("embedding");
    out.startField("embedding", index);
    out.startGroup();
    out.startField("list", 0);
    for (float element : elements) {
      out.startGroup();
      out.startField("element", 0);
      out.addFloat(element);
      out.endField("element", 0);
      out.endGroup();
    }
    out.endField("list", 0);
    out.endGroup();
    out.endField("embedding", index);
  }

  private <T> void list(String name, List<T> elements, java.util.function.Consumer<T> each) {
    list(SCHEMA.getFieldIndex(name), name, elements, each);
  }

  private <T> void list(
      int index, String name, List<T> elements, java.util.function.Consumer<T> each) {
    out.startField(name, index);
    out.startGroup();
    if (!elements.isEmpty()) { // Parquet has no field without a value
      out.startField("list", 0);
      for (T element : elements) {
        out.startGroup();
        out.startField("element", 0);
        each.accept(element);
        out.endField("element", 0);
        out.endGroup();
      }
      out.endField("list", 0);
    }
    out.endGroup();
    out.endField(name, index);
  }

  private void field(String name, Runnable value) {
    int index = SCHEMA.getFieldIndex(name);
    out.startField(name, index);
    value.run();
    out.endField(name, index);
  }

  private void text(String name, @Nullable String text) {
    text(SCHEMA.getFieldIndex(name), name, text);
  }

  private void text(int index, String name, @Nullable String text) {
    if (text != null) {
      out.startField(name, index);
      element(text);
      out.endField(name, index);
    }
  }

  private void integer(String name, @Nullable Integer value) {
    integer(SCHEMA.getFieldIndex(name), name, value);
  }

  private void integer(int index, String name, @Nullable Integer value) {
    if (value != null) {
      out.startField(name, index);
      out.addInteger(value);
      out.endField(name, index);
    }
  }
}
