package io.github.ram4j.spark;

import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import java.io.IOException;
import java.io.Serializable;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** A kind of values that images are made of: encoded bytes, paths, or Spark's image structs. */
abstract class ImageInput implements Serializable {
  private static final long serialVersionUID = 1;

  /** Work on an image that is borrowed until it returns. */
  interface Work<R> {
    R result(ImageSource image) throws IOException;
  }

  /**
   * Works on the image of a value.
   *
   * @throws ImageException if the value is no image
   * @throws IOException if it cannot be read
   */
  abstract <R> R read(Object value, Work<R> work) throws IOException;

  /** Works on the image of a value, which may be null. */
  final <R> R use(@Nullable Object value, Work<R> work) throws IOException {
    if (value == null) {
      throw new ImageException("image: expected bytes, a path or Spark's image, found null");
    }
    return read(value, work);
  }

  /**
   * The input of a column.
   *
   * @param hadoop asked for the settings of file systems where there are paths
   * @throws IllegalArgumentException if no image can be made of the type
   */
  static ImageInput of(
      String column, DataType type, Supplier<Broadcast<SerializableConfiguration>> hadoop) {
    requireImages(column, type);
    if (type instanceof BinaryType) {
      return new Encoded();
    }
    return type instanceof StringType ? new Paths(hadoop.get()) : new Structs();
  }

  /**
   * Requires that images can be made of a column.
   *
   * @throws IllegalArgumentException if none can
   */
  static void requireImages(String column, DataType type) {
    boolean images =
        type instanceof BinaryType
            || type instanceof StringType
            || (type instanceof StructType struct && SparkImage.isImage(struct));
    if (!images) {
      throw new IllegalArgumentException(
          "column %s: expected binary (encoded images), string (paths) or Spark's image, found %s"
              .formatted(column, type.simpleString()));
    }
  }

  /** Encoded images. */
  static final class Encoded extends ImageInput {
    private static final long serialVersionUID = 1;

    @Override
    <R> R read(Object value, Work<R> work) throws IOException {
      return work.result(ImageSource.of((byte[]) value));
    }
  }

  /** Paths of files, in any file system that Hadoop knows. */
  static final class Paths extends ImageInput {
    private static final long serialVersionUID = 1;
    private final Broadcast<SerializableConfiguration> hadoop;

    Paths(Broadcast<SerializableConfiguration> hadoop) {
      this.hadoop = hadoop;
    }

    @Override
    <R> R read(Object value, Work<R> work) throws IOException {
      try (FSDataInputStream in = opened((String) value)) {
        return work.result(ImageSource.of(in));
      }
    }

    private FSDataInputStream opened(String name) throws IOException {
      try {
        Path path = new Path(name);
        return path.getFileSystem(hadoop.value().value()).open(path);
      } catch (IllegalArgumentException e) { // colons in names, for example
        throw new ImageException(
            "path %s: expected one that Hadoop reads, found: %s".formatted(name, e.getMessage()),
            e);
      }
    }
  }

  /** Images that Spark's source "image" decoded. */
  static final class Structs extends ImageInput {
    private static final long serialVersionUID = 1;

    @Override
    <R> R read(Object value, Work<R> work) throws IOException {
      return work.result(ImageSource.of(SparkImage.decoded((Row) value)));
    }
  }
}
