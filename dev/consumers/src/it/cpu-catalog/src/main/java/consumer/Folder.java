package consumer;

import io.github.ram4j.Recognizer;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.CatalogRoot;
import io.github.ram4j.catalog.ExistingTags;
import io.github.ram4j.catalog.output.Outputs;
import io.github.ram4j.catalog.output.XmpFiles;
import io.github.ram4j.catalog.run.RunListener;
import io.github.ram4j.catalog.run.RunReport;
import io.github.ram4j.catalog.run.TagOptions;
import io.github.ram4j.catalog.run.TagRun;
import io.github.ram4j.catalog.scan.FolderScan;
import io.github.ram4j.catalog.scan.ScanListener;
import io.github.ram4j.catalog.scan.ScanOptions;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.metadata.MetadataOptions;
import io.github.ram4j.metadata.MetadataReader;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.search.CatalogSearch;
import io.github.ram4j.search.Page;
import io.github.ram4j.search.SearchQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Tags a folder of one image into a catalogue, finds it again, and writes XMP. The first argument
 * is the folder, the others are those of {@link Consumer}.
 */
public final class Folder {
  private Folder() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    Path image = folder.resolve("image.png");
    Files.write(image, Files.readAllBytes(Path.of(args[1])));
    tag(folder);
    find(folder, args[2]);
    expect("metadata", 1, MetadataReader.read(image).size());
    Consumer.main(Arrays.copyOfRange(args, 1, args.length));
  }

  private static void tag(Path folder) throws IOException {
    try (Recognizer recognizer = RamModels.open(ClipartModels.ram(), ModelOptions.defaults());
        Catalog catalog = Catalog.open(Catalog.placeIn(folder))) {
      List<CatalogRoot> roots = List.of(catalog.root(folder));
      new FolderScan(catalog, ScanOptions.defaults(), ScanListener.NONE).scan(roots.get(0));
      try (Outputs outputs = new Outputs(catalog, roots, Folder::failed)) {
        MetadataOptions options = MetadataOptions.defaults();
        outputs.add(
            new XmpFiles(catalog, options, ExistingTags.SKIP, "consumer", (file, note) -> {}));
        RunReport report =
            new TagRun(catalog, recognizer, TagOptions.defaults(), RunListener.NONE)
                .run(roots, outputs);
        expect("failed", 0L, report.failed());
      }
    }
  }

  private static void failed(Path image, Exception cause) {
    throw new IllegalStateException(image.toString(), cause);
  }

  private static void find(Path folder, String tag) throws IOException {
    try (Catalog catalog = Catalog.openForReading(Catalog.placeIn(folder))) {
      CatalogSearch search = new CatalogSearch(catalog);
      expect("found", 1, search.find(SearchQuery.parse("\"" + tag + "\""), Page.first(5)).size());
    }
  }

  private static void expect(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new IllegalStateException("%s: expected %s, found %s".formatted(what, expected, found));
    }
  }
}
