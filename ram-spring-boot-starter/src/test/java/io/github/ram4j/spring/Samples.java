package io.github.ram4j.spring;

import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleFile;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.testkit.FormulaClip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Images and bundles of the tests. */
public final class Samples {
  private static final Path ROOT = Path.of(System.getProperty("ram.repository", ".."));

  private Samples() {}

  /** An image that the small RAM knows as a strawberry. */
  public static Path strawberry() {
    return ROOT.resolve("ram-examples/samples/strawberry.png");
  }

  /** A folder with the small RAM's files. */
  static Path bundle(Path folder) throws IOException {
    Files.createDirectories(folder);
    Bundle bundle = ClipartModels.ram();
    for (BundleFile file : bundle.manifest().files()) {
      try (InputStream in = bundle.open(file.name())) {
        Files.copy(in, folder.resolve(file.name()));
      }
    }
    try (InputStream in =
        ClipartModels.class.getResourceAsStream("clipart-ram/" + BundleManifest.FILE_NAME)) {
      Files.copy(in, folder.resolve(BundleManifest.FILE_NAME));
    }
    return folder;
  }

  /** A folder with a small text encoder. */
  static Path textEncoder(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path checkpoint = FormulaClip.write(folder.resolve("clip.safetensors"));
    Path bundle = folder.resolve("clip");
    Converter.convert(checkpoint, bundle, ConvertOptions.defaults());
    return bundle;
  }
}
