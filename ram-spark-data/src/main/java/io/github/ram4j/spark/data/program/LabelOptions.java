package io.github.ram4j.spark.data.program;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.evaluate.run.LabelledImages;
import io.github.ram4j.spark.data.table.LabelTable;
import java.io.IOException;
import java.util.Objects;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of labelled images. */
final class LabelOptions {
  @Option(
      names = "--truth",
      paramLabel = "FILE",
      required = true,
      description =
          "Labels of the images: lines of image,tag,tag… or JSON Lines of \"image\" and \"tags\";"
              + " or a Parquet table of these columns, where the name ends in .parquet.")
  private String truth = "";

  @Option(
      names = "--neutral",
      paramLabel = "FILE",
      description =
          "Tags of the images, in lines as those of --truth, that count neither as right nor as"
              + " wrong, neither as found nor as missed.")
  private @Nullable String neutral;

  @Option(
      names = {"--images", "--pictures"},
      paramLabel = "DIR",
      description = "Folder of the labelled images; by default the folder of the labels.")
  private @Nullable String folder;

  @Option(
      names = "--under",
      paramLabel = "PREFIX",
      defaultValue = "",
      description = "Only labelled images whose names begin with this prefix.")
  private String prefix = "";

  /** The folder of the images. */
  String folder() {
    return folder == null
        ? Objects.requireNonNullElse(new Path(truth).getParent(), new Path(".")).toString()
        : folder;
  }

  /** Reads the labels into the driver's memory. */
  LabelledImages read(SparkSession spark, HadoopFiles files) throws IOException {
    LabelledImages labelled =
        truth.endsWith(".parquet")
            ? LabelTable.read(spark, truth)
            : files.read(truth, LabelledImages::read);
    if (labelled.size() == 0) {
      throw new FileFormatException("truth %s: expected images, found none".formatted(truth));
    }
    LabelledImages all = neutral == null ? labelled : files.read(neutral, labelled::withNeutral);
    return all.only(all.beginning(prefix));
  }
}
