package io.github.ram4j.onnx;

import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Bundles of the golden values' small models of CLIP. */
final class TinyClip {
  /** Two layers, as OpenAI publishes a model. */
  static final String A = "openset/clip-a/ViT-tiny.pt.gz";

  /** Other weights, as open_clip saves them. */
  static final String B = "openset/clip-b/open_clip.safetensors.gz";

  /** The same weights as Hugging Face saves them, in half precision. */
  static final String B_HUGGING_FACE = "openset/clip-b/hf-bin/pytorch_model.bin.gz";

  private TinyClip() {}

  /** Converts a checkpoint into a folder of its own below another. */
  static Path bundle(Path folder, String packed, ConvertOptions options) throws IOException {
    Path made = Files.createTempDirectory(folder, "clip");
    Path source = GoldenFiles.file(packed);
    Path checkpoint = made.resolve(source.getFileName().toString().replace(".gz", ""));
    try (InputStream in = new GZIPInputStream(Files.newInputStream(source))) {
      Files.copy(in, checkpoint);
    }
    Path bundle = made.resolve("bundle");
    Converter.convert(checkpoint, bundle, options);
    return bundle;
  }
}
