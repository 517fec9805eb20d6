package io.github.ram4j.spark;

import io.github.ram4j.ImageEmbedding;
import io.github.ram4j.Recognition;
import io.github.ram4j.Tag;
import io.github.ram4j.TagScore;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.ArraySeq;

/** Results of images as values of Spark's SQL: their schema and their rows. */
final class ResultRows {
  /** The place of the error among the fields. */
  static final int ERROR = 4;

  private final boolean english;
  private final boolean chinese;
  private final int topK;

  ResultRows(TaggingOptions options) {
    english = options.languages().contains(TaggingOptions.ENGLISH);
    chinese = options.languages().contains(TaggingOptions.CHINESE);
    topK = options.topK();
  }

  /** The type of a result; the same fields whatever is computed, but for the names of tags. */
  static StructType schema(TaggingOptions options) {
    StructType tag = new StructType().add("id", DataTypes.IntegerType, false);
    if (options.languages().contains(TaggingOptions.ENGLISH)) {
      tag = tag.add("english", DataTypes.StringType, false);
    }
    if (options.languages().contains(TaggingOptions.CHINESE)) {
      tag = tag.add("chinese", new ArrayType(DataTypes.StringType, false), false);
    }
    tag = tag.add("score", DataTypes.FloatType, false);
    return new StructType()
        .add("tags", new ArrayType(tag, false), true)
        .add("top", new ArrayType(tag, false), true)
        .add("caption", DataTypes.StringType, true)
        .add("embedding", new ArrayType(DataTypes.FloatType, false), true)
        .add("error", DataTypes.StringType, true)
        .add("unread", DataTypes.BooleanType, false);
  }

  Row result(
      Recognition recognition, @Nullable String caption, @Nullable ImageEmbedding embedding) {
    return RowFactory.create(
        tags(recognition.tags()),
        topK == 0 ? null : tags(recognition.top(topK)),
        caption,
        embedding == null ? null : vector(embedding),
        null,
        false);
  }

  /**
   * The row of an image that has no result.
   *
   * @param unread whether the image could not be read, and may be another time
   */
  static Row failure(String error, boolean unread) {
    return RowFactory.create(null, null, null, null, error, unread);
  }

  private ArraySeq<Row> tags(List<TagScore> scores) {
    return ArraySeq.unsafeWrapArray(scores.stream().map(this::tag).toArray(Row[]::new));
  }

  private Row tag(TagScore score) {
    Tag tag = score.tag();
    List<Object> values = new ArrayList<>();
    values.add(tag.id());
    if (english) {
      values.add(tag.english());
    }
    if (chinese) {
      values.add(ArraySeq.unsafeWrapArray(tag.chinese().toArray(String[]::new)));
    }
    values.add(score.score());
    return RowFactory.create(values.toArray());
  }

  private static ArraySeq<Float> vector(ImageEmbedding embedding) {
    Float[] vector = new Float[embedding.width()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = embedding.vector().get(i);
    }
    return ArraySeq.unsafeWrapArray(vector);
  }
}
