package io.github.ram4j.testkit;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Bundles of small models of boxes and masks with weights by a formula: what they find means
 * nothing, and is the same each time.
 *
 * @param detector the folder of a Grounding DINO's bundle, named tiny-dino
 * @param segmenter the folder of a SAM's bundle, named tiny-sam
 */
public record RegionModelFiles(Path detector, Path segmenter) {
  /** The converter, which the testkit does not depend on. */
  @FunctionalInterface
  public interface Conversion {
    /** Converts a checkpoint into the folder of a bundle. */
    void convert(Path checkpoint, Path bundle) throws IOException;
  }

  /** Writes both checkpoints into a folder and converts them there. */
  public static RegionModelFiles in(Path folder, Conversion conversion) throws IOException {
    RegionModelFiles files =
        new RegionModelFiles(folder.resolve("tiny-dino"), folder.resolve("tiny-sam"));
    conversion.convert(
        FormulaGrounding.write(
            folder.resolve("dino.safetensors"),
            GoldenFiles.json("locate/grounding-dino-tiny.json.gz")),
        files.detector);
    conversion.convert(
        FormulaSam.tiny(11).write(folder.resolve("sam.safetensors")), files.segmenter);
    return files;
  }
}
