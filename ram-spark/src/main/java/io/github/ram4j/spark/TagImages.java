package io.github.ram4j.spark;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * A program for {@code spark-submit} that tags the images of folders and adds their results to a
 * Parquet table. Images that are in the table already are left alone, so it is run again for new
 * ones, and after a failure.
 */
public final class TagImages {
  private static final String USAGE =
      """
      usage: TagImages --images FOLDER --output TABLE [options]
        --images FOLDER      a folder of images, searched at all depths; may be repeated
        --output TABLE       the folder of the Parquet table
        --model MODEL        clipart (default), photo, the name of an added archive, a path
        --partition-by WHAT  hash (default) or date
        --existing WHAT      skip (default): images with a result are left alone, and a table of
                             another model or other options is refused;
                             overwrite: all results of others are removed once the new ones are there
        --tasks N            number of tasks (default: 4 for each core)
        --glob GLOB          names of image files
        --top-k N            the best tags, too, predicted or not
        --threshold T        one threshold for all tags
        --caption            captions, too
        --embedding          embeddings, too
        --help               this text
      """;

  private TagImages() {}

  /**
   * Runs.
   *
   * @param arguments as the usage says
   * @throws IllegalArgumentException if they are others; the message has the usage
   */
  public static void main(String[] arguments) {
    if (List.of(arguments).contains("--help")) {
      System.out.print(USAGE);
      return;
    }
    TagJob job = parse(arguments);
    SparkSession spark = SparkSession.builder().appName("ram4j TagImages").getOrCreate();
    try {
      System.out.println(job.run(spark));
    } finally {
      spark.stop();
    }
  }

  static TagJob parse(String[] arguments) {
    TagJob job = new TagJob();
    Deque<String> left = new ArrayDeque<>(List.of(arguments));
    while (!left.isEmpty()) {
      String option = left.remove();
      switch (option) {
        case "--caption" -> job.options = job.options.withCaption(true);
        case "--embedding" -> job.options = job.options.withEmbedding(true);
        default -> take(job, option, left);
      }
    }
    if (job.images.isEmpty() || job.output == null) {
      throw wrong("--images and --output", String.join(" ", arguments));
    }
    return job;
  }

  private static void take(TagJob job, String option, Deque<String> left) {
    if (left.isEmpty()) {
      throw wrong("an option with a value", option);
    }
    String value = left.remove();
    try {
      switch (option) {
        case "--images" -> job.images.add(value);
        case "--output" -> job.output = value;
        case "--model" -> job.options = job.options.withModel(value);
        case "--tasks" -> job.tasks = tasks(value);
        case "--glob" -> job.glob = value;
        case "--top-k" -> job.options = job.options.withTopK(Integer.parseInt(value));
        case "--threshold" -> job.options = job.options.withThreshold(Double.parseDouble(value));
        case "--partition-by" -> job.byDate = byDate(value);
        case "--existing" -> job.existing = existing(value);
        default -> throw wrong("an option", option);
      }
    } catch (NumberFormatException e) {
      throw wrong(option + " with a number", value);
    }
  }

  private static int tasks(String value) {
    int tasks = Integer.parseInt(value);
    if (tasks < 1) {
      throw wrong("--tasks with a number from 1", value);
    }
    return tasks;
  }

  private static boolean byDate(String value) {
    if (!List.of("date", "hash").contains(value)) {
      throw wrong("--partition-by date or hash", value);
    }
    return value.equals("date");
  }

  private static ResultTable.Existing existing(String value) {
    return switch (value) {
      case "skip" -> ResultTable.Existing.SKIP;
      case "overwrite" -> ResultTable.Existing.OVERWRITE;
      default -> throw wrong("--existing skip or overwrite", value);
    };
  }

  private static IllegalArgumentException wrong(String expected, String found) {
    return new IllegalArgumentException(
        "TagImages: expected %s, found %s%n%s".formatted(expected, found, USAGE));
  }
}
