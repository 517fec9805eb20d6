package io.github.ram4j.spark.data.table;

import java.util.Iterator;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.spark.api.java.function.Function2;
import scala.Tuple2;

/** The lines of a part of a file, copied out of the reader's buffers. */
final class SplitLines
    implements Function2<InputSplit, Iterator<Tuple2<LongWritable, Text>>, Iterator<RawLine>> {
  private static final long serialVersionUID = 1L;

  @Override
  public Iterator<RawLine> call(InputSplit split, Iterator<Tuple2<LongWritable, Text>> lines) {
    String file = ((FileSplit) split).getPath().toString();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return lines.hasNext();
      }

      @Override
      public RawLine next() {
        Tuple2<LongWritable, Text> line = lines.next();
        return new RawLine(file, line._1().get() == 0, line._2().copyBytes());
      }
    };
  }
}
