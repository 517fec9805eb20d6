package io.github.ram4j.cli.catalog;

import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.CatalogRoot;
import io.github.ram4j.catalog.ExistingTags;
import io.github.ram4j.catalog.output.CsvLines;
import io.github.ram4j.catalog.output.JsonLines;
import io.github.ram4j.catalog.output.Outputs;
import io.github.ram4j.catalog.output.TextFiles;
import io.github.ram4j.catalog.output.XmpFiles;
import io.github.ram4j.catalog.scan.FolderScan;
import io.github.ram4j.cli.OutputCheck;
import io.github.ram4j.cli.OutputKind;
import io.github.ram4j.cli.ReplaceOption;
import io.github.ram4j.metadata.MetadataOptions;
import io.github.ram4j.metadata.MetadataPlace;
import io.github.ram4j.metadata.NameLanguages;
import io.github.ram4j.metadata.SidecarName;
import io.github.ram4j.parquet.ParquetImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Options of the files that tags are written to, beside the catalogue. */
final class FileOutputs {
  @Option(
      names = "--jsonl",
      paramLabel = "FILE.jsonl",
      description =
          "Also write a JSON object for each image, one a line: image (the path below DIR), tags as"
              + " 'recognize --json' has them, error where it failed.")
  private Path jsonl;

  @Option(
      names = "--csv",
      paramLabel = "FILE.csv",
      description = "Also write a row for each image, as comma-separated values.")
  private Path csv;

  @Option(
      names = "--parquet",
      paramLabel = "FILE.parquet",
      description =
          "Also write a row for each image of the folders, with its embedding, as a Parquet file:"
              + " at the end of the run, whole.")
  private Path parquet;

  @Option(
      names = "--txt",
      description =
          "Also write a text file beside each image, a.txt for a.jpg: its English tags, joined by"
              + " commas, as programs that train models expect it.")
  private boolean txt;

  @Option(
      names = "--txt-of",
      paramLabel = "WHAT",
      defaultValue = "tags",
      description = "What --txt writes: tags (default), or caption, with --captions.")
  private TextFiles.Content content;

  @Option(
      names = "--xmp",
      paramLabel = "WHERE",
      description =
          "Also write tags as XMP, for programs that show photographs: sidecar, a file IMG.jpg.xmp"
              + " beside each image, or embed, in the image file itself (JPEG, PNG, WebP, TIFF).",
      converter = XmpPlace.class)
  private MetadataPlace xmp;

  @Option(
      names = "--xmp-name",
      paramLabel = "NAME",
      defaultValue = "full",
      description = "Names of new sidecars: full, IMG.jpg.xmp (default), or stem, IMG.xmp.")
  private SidecarName sidecarName;

  @Option(
      names = "--xmp-language",
      paramLabel = "LANGUAGE",
      defaultValue = "english",
      description = "Names in XMP: english (default), chinese or both.")
  private NameLanguages languages;

  @Mixin private ReplaceOption replace;

  /** The names of places on command lines. */
  static final class XmpPlace implements ITypeConverter<MetadataPlace> {
    @Override
    public MetadataPlace convert(String value) {
      return switch (value) {
        case "sidecar" -> MetadataPlace.SIDECAR;
        case "embed", "embedded" -> MetadataPlace.EMBEDDED;
        default -> throw new TypeConversionException("expected sidecar or embed, found " + value);
      };
    }
  }

  /** Refuses outputs that cannot be, before anything is opened. */
  void require(CommandLine line, List<Path> inputs, boolean shared, boolean captions)
      throws IOException {
    new OutputCheck(line, replace.isGiven(), inputs)
        .require("--jsonl", jsonl, OutputKind.CATALOG_LINES)
        .require("--csv", csv, OutputKind.CATALOG_LINES)
        .require("--parquet", parquet, OutputKind.PARQUET);
    if (!shared && (jsonl != null || csv != null || parquet != null)) {
      throw new ParameterException(
          line,
          (jsonl != null ? "--jsonl" : csv != null ? "--csv" : "--parquet")
              + " with several folders: expected --catalog FILE.sqlite, which has all of them,"
              + " found a catalogue in each folder");
    }
    if (content == TextFiles.Content.CAPTION && !(txt && captions)) {
      throw new ParameterException(
          line, "--txt-of caption: expected with --txt and --captions, found without");
    }
  }

  /** Returns whether any output is asked for. */
  boolean any() {
    return jsonl != null || csv != null || parquet != null || txt || xmp != null;
  }

  /** Refuses images of the folders as outputs, which {@code --replace} would let them be. */
  void requireNoImage(CommandLine line, List<Path> folders) throws IOException {
    Map<String, Path> named = new LinkedHashMap<>();
    named.put("--jsonl", jsonl);
    named.put("--csv", csv);
    named.put("--parquet", parquet);
    for (Map.Entry<String, Path> output : named.entrySet()) {
      Path file = output.getValue();
      if (file == null || !Files.exists(file) || !FolderScan.isImageName(file)) {
        continue;
      }
      for (Path folder : folders) {
        if (file.toRealPath().startsWith(folder.toRealPath())) {
          throw new ParameterException(
              line,
              "%s: expected another file to write than to read, found %s"
                  .formatted(output.getKey(), file));
        }
      }
    }
  }

  /** Writes what is written whole, at the end of a run. */
  void writeWhole(Catalog catalog, List<CatalogRoot> roots) throws IOException {
    if (parquet != null) {
      ParquetImages.write(catalog, roots, parquet);
    }
  }

  /** Opens the outputs of a catalogue. */
  Outputs open(
      Catalog catalog, List<CatalogRoot> roots, ExistingTags existing, TagProgress progress)
      throws IOException {
    Outputs outputs = new Outputs(catalog, roots, progress::unwritten);
    String program = TagSession.program();
    boolean well = false;
    try {
      if (jsonl != null) {
        outputs.add(new JsonLines(roots.size() > 1), jsonl, replace.isGiven());
      }
      if (csv != null) {
        outputs.add(new CsvLines(roots.size() > 1), csv, replace.isGiven());
      }
      if (txt) {
        outputs.add(new TextFiles(catalog, content, existing));
      }
      if (xmp != null) {
        MetadataOptions options =
            MetadataOptions.defaults()
                .withPlace(xmp)
                .withSidecarName(sidecarName)
                .withLanguages(languages);
        outputs.add(new XmpFiles(catalog, options, existing, program, progress::note));
      }
      well = true;
      return outputs;
    } finally {
      if (!well) {
        outputs.close();
      }
    }
  }
}
