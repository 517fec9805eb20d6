package io.github.ram4j.server;

import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.testkit.FormulaGrounding;
import io.github.ram4j.testkit.FormulaSam;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Small models of boxes and masks with weights by a formula, converted: what they find means
 * nothing, and is the same each time.
 */
public record RegionModelFiles(Path detector, Path segmenter) {
  /** Converts both into a folder. */
  public static RegionModelFiles in(Path folder) throws IOException {
    RegionModelFiles files =
        new RegionModelFiles(folder.resolve("tiny-dino"), folder.resolve("tiny-sam"));
    Converter.convert(
        FormulaGrounding.write(
            folder.resolve("dino.safetensors"),
            GoldenFiles.json("locate/grounding-dino-tiny.json.gz")),
        files.detector,
        ConvertOptions.defaults());
    Converter.convert(
        FormulaSam.tiny(11).write(folder.resolve("sam.safetensors")),
        files.segmenter,
        ConvertOptions.defaults());
    return files;
  }
}
