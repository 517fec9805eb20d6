package io.github.ram4j.server.page;

import io.github.ram4j.Captioner;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.photo.PhotoModels;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Models that the tests of the page serve, and images. */
final class PageModels {
  private static final Path SAMPLES =
      Path.of(System.getProperty("ram.repository"), "ram-examples", "samples").toAbsolutePath();

  static final Path PANDA = SAMPLES.resolve("photos/panda.jpg");
  static final Path CASTLE = SAMPLES.resolve("photos/castle.jpg");
  static final Path NO_IMAGE = SAMPLES.resolve("photos/README.md");
  static final Path SCENE = SAMPLES.resolve("scenes/police-cars-snake-bear.png");

  private PageModels() {}

  static Recognizer photo() {
    try {
      return RamModels.open(PhotoModels.tagger(), ModelOptions.defaults());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Captioner clipart() {
    try {
      return RamModels.openCaptioner(ClipartModels.tag2text(), ModelOptions.defaults());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A small RAM of golden values, which takes names. */
  static Recognizer taking(Path folder) throws IOException {
    int window = GoldenFiles.json("openset/tiny-ram/expected.json.gz").at("/config/window").asInt();
    ConvertOptions options =
        ConvertOptions.defaults()
            .withImageSize(384)
            .withWindow(window)
            .withVocabulary(TagVocabulary.read(GoldenFiles.file("openset/tiny-ram/tags.tsv")));
    return RamModels.open(
        converted(folder, "openset/tiny-ram/checkpoint.pth.gz", options), ModelOptions.defaults());
  }

  /** The text encoder of that RAM. */
  static TextEncoder names(Path folder) throws IOException {
    return RamModels.openTextEncoder(
        converted(folder, "openset/clip-a/ViT-tiny.pt.gz", ConvertOptions.defaults()));
  }

  private static Path converted(Path folder, String packed, ConvertOptions options)
      throws IOException {
    Path source = GoldenFiles.file(packed);
    Path checkpoint = folder.resolve(source.getFileName().toString().replace(".gz", ""));
    try (InputStream in = new GZIPInputStream(Files.newInputStream(source))) {
      Files.copy(in, checkpoint);
    }
    Path bundle = folder.resolve(checkpoint.getFileName() + "-bundle");
    Converter.convert(checkpoint, bundle, options);
    return bundle;
  }
}
