package io.github.ram4j.spark.data.table;

import io.github.ram4j.data.ExampleException;
import io.github.ram4j.data.PackedExamples;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.spark.api.java.JavaNewHadoopRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Examples as JSON Lines. All lines are read once before anything else, so that a malformed one is
 * found before an image is recognized, and a line's place is known.
 */
final class LineTable implements ExampleTable<String> {
  private final JavaRDD<Entry<String>> entries;

  private LineTable(JavaRDD<Entry<String>> entries) {
    this.entries = entries;
  }

  static LineTable open(SparkSession spark, Path in, int partitions) throws IOException {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    JavaRDD<RawLine> lines =
        lines(context, in, spark.sparkContext().hadoopConfiguration(), partitions);
    List<LineCheck> checks = lines.mapPartitions(LineCheck::of, true).collect();
    requireExamples(checks);
    List<Long> firstPlaces = new ArrayList<>();
    long examples = 0;
    for (LineCheck check : checks) {
      firstPlaces.add(examples);
      examples += check.examples();
    }
    firstPlaces.add(examples);
    return new LineTable(lines.mapPartitionsWithIndex(new PlacedLines(firstPlaces), true));
  }

  private static JavaRDD<RawLine> lines(
      JavaSparkContext context, Path in, Configuration base, int partitions) throws IOException {
    List<FileStatus> files = TableFiles.of(in, base);
    requirePackedData(files);
    long bytes = files.stream().mapToLong(FileStatus::getLen).sum();
    Job job = Job.getInstance(base);
    FileInputFormat.setInputPaths(
        job, files.stream().map(FileStatus::getPath).toArray(Path[]::new));
    FileInputFormat.setMaxInputSplitSize(job, Math.max(1, (bytes + partitions - 1) / partitions));
    job.getConfiguration().set("textinputformat.record.delimiter", "\n");
    JavaNewHadoopRDD<LongWritable, Text> read =
        (JavaNewHadoopRDD<LongWritable, Text>)
            context.newAPIHadoopRDD(
                job.getConfiguration(), TextInputFormat.class, LongWritable.class, Text.class);
    return read.mapPartitionsWithInputSplit(new SplitLines(), true);
  }

  /** Spark passes over files of no bytes, of which packed ones are damaged. */
  private static void requirePackedData(List<FileStatus> files) throws IOException {
    for (FileStatus file : files) {
      if (file.getLen() == 0 && PackedExamples.hasName(file.getPath().getName())) {
        throw PackedExamples.damaged(file.getPath().toString(), new EOFException());
      }
    }
  }

  /** Throws the first line's error, by file and line as a reader of one file says it. */
  private static void requireExamples(List<LineCheck> checks) {
    String file = "";
    long before = 0;
    for (LineCheck check : checks) {
      if (!check.file().isEmpty() && !check.file().equals(file)) {
        file = check.file();
        before = 0;
      }
      if (check.error() != null) {
        throw new ExampleException(
            "%s, line %d: %s".formatted(file, before + check.lines(), check.error()));
      }
      before += check.lines();
    }
  }

  @Override
  public JavaRDD<Entry<String>> entries() {
    return entries;
  }

  @Override
  public EntryFormat<String> format() {
    return new LineFormat();
  }

  @Override
  public void write(JavaRDD<String> values, Path folder) {
    values.saveAsTextFile(folder.toString());
  }
}
