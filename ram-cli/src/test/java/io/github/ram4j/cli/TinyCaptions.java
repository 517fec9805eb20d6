package io.github.ram4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ram4j.cli.Programs.Ran;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A Tag2Text of a few words that takes no time to convert; its sentences mean nothing. */
final class TinyCaptions {
  /** 226 words, as many as {@link #checkpoint} has ids but for [DEC] and [ENC]. */
  static final Path WORDS =
      Path.of("../ram-text/src/test/resources/io/github/ram4j/text/vocab.txt");

  private static final int HEADS = 4;
  private static final int IDS = 228;
  private static final int POSITIONS = 64;
  private static final int SEP = 3;
  private static final float SEP_LIFT = 8;
  private static final int TAGS = 6;

  /** What every checkpoint of captions is converted with, but for its list of words. */
  private static final Object[] SIZES = {"--image-size", "64"};

  private TinyCaptions() {}

  /** A checkpoint whose caption parts have the heads that {@code --text-heads} says. */
  static Path checkpoint(Path folder) throws IOException {
    ModelSizes sizes = ModelSizes.tiny("tag2text", 64, 2, TAGS).withText(text(HEADS));
    return FormulaCheckpoint.write(folder.resolve("tiny-t2t.safetensors"), sizes, 5);
  }

  /** A checkpoint with the published numbers of heads, which a program takes that asks for none. */
  static Path checkpointWithPublishedHeads(Path folder) throws IOException {
    return FormulaCheckpoint.write(folder.resolve("published.safetensors"), publishedSizes(), 5);
  }

  private static ModelSizes publishedSizes() {
    int[] twos = {2, 2, 2, 2};
    int[] heads = {1, 2, 4, 8};
    return new ModelSizes("tag2text", 64, 16, twos, heads, 2, TAGS, 48, 64, 2, HEADS, text(12));
  }

  /** Writes the index of a published checkpoint that lies in a folder as one shard. */
  static void index(Path folder, Path shard) throws IOException {
    String map =
        publishedSizes().parameters().keySet().stream()
            .map(name -> "\"%s\": \"%s\"".formatted(name, shard.getFileName()))
            .collect(Collectors.joining(", "));
    Files.writeString(
        folder.resolve("model.safetensors.index.json"), "{\"weight_map\": {" + map + "}}");
  }

  private static ModelSizes.Text text(int heads) {
    return new ModelSizes.Text(3, heads, IDS, POSITIONS, SEP, SEP_LIFT);
  }

  /** The six tags; the last is of the kind that disturbs sentences. */
  static Path tags(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("tiny-t2t.tsv"),
        """
        id\ten\tzh\tthreshold\tin_captions
        0\tdog\t狗\t0.001\tyes
        1\tcat\t猫\t0.001\tyes
        2\tbear cub\t小熊\t0.001\tyes
        3\tcloud\t云\t0.001\tyes
        4\tsky\t天空\t0.001\tyes
        5\tred car\t\t0.001\tno
        """);
  }

  /** Converts {@link #checkpoint} by the program that users have. */
  static Path bundle(Path folder) throws IOException {
    Path bundle = folder.resolve("tiny-t2t");
    Ran ran = convert(folder, bundle, "--vocab", WORDS);
    assertEquals(0, ran.exit(), ran.err());
    return bundle;
  }

  /** The same without captions. */
  static Path bundleOfTags(Path folder) throws IOException {
    Path bundle = folder.resolve("tags-only");
    Ran ran = convert(folder, bundle);
    assertEquals(0, ran.exit(), ran.err());
    return bundle;
  }

  private static Ran convert(Path folder, Path bundle, Object... more) throws IOException {
    Object[] always = {
      "convert",
      checkpoint(folder),
      "--out",
      bundle,
      "--tags-file",
      tags(folder),
      "--head-heads",
      HEADS,
      "--text-heads",
      HEADS
    };
    return Programs.ram(Programs.joined(always, SIZES, more));
  }
}
