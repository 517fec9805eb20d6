package io.github.ram4j.spark.data.table;

import io.github.ram4j.data.PackedExamples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.spark.api.java.function.Function2;
import scala.Tuple2;

/**
 * The lines of a part of a file, copied out of the reader's buffers. Hadoop's reader has left out
 * the byte order mark that a file may begin with, and unpacked the file.
 */
final class SplitLines
    implements Function2<InputSplit, Iterator<Tuple2<LongWritable, Text>>, Iterator<RawLine>> {
  private static final long serialVersionUID = 1L;

  @Override
  public Iterator<RawLine> call(InputSplit split, Iterator<Tuple2<LongWritable, Text>> lines) {
    String file = ((FileSplit) split).getPath().toString();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        try {
          return lines.hasNext();
        } catch (RuntimeException e) {
          throw e;
        } catch (Exception e) { // Scala's methods do not declare IOException
          throw new UncheckedIOException(failure(file, e));
        }
      }

      @Override
      public RawLine next() {
        return new RawLine(file, lines.next()._2().copyBytes());
      }
    };
  }

  /** Hadoop's errors of what a file has do not name it. */
  private static IOException failure(String file, Exception cause) {
    return PackedExamples.hasName(file)
        ? PackedExamples.damaged(file, cause)
        : new IOException(
            "%s: expected lines to the end, found: %s".formatted(file, cause.getMessage()), cause);
  }
}
