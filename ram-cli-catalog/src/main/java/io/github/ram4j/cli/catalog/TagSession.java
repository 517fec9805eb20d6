package io.github.ram4j.cli.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.ram4j.Recognizer;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.CatalogRoot;
import io.github.ram4j.catalog.ExistingTags;
import io.github.ram4j.catalog.filter.FilteredTags;
import io.github.ram4j.catalog.filter.TagFilter;
import io.github.ram4j.catalog.output.Outputs;
import io.github.ram4j.catalog.output.Undo;
import io.github.ram4j.catalog.run.RunReport;
import io.github.ram4j.catalog.run.TagOptions;
import io.github.ram4j.catalog.run.TagRun;
import io.github.ram4j.catalog.scan.FolderScan;
import io.github.ram4j.catalog.scan.FolderWatch;
import io.github.ram4j.catalog.scan.ScanReport;
import io.github.ram4j.cli.Count;
import io.github.ram4j.cli.StopSignal;
import io.github.ram4j.image.ImageOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.view.TerminalView;
import io.github.ram4j.vocabulary.Keyword;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** One catalogue of a run: its folders scanned, their images tagged, a summary printed. */
final class TagSession {
  /** The greatest number of unknown keywords that are named. */
  private static final int NAMED = 10;

  /** A file is whole that was not changed for so long. */
  private static final long QUIET_MS = Long.getLong("ram.watch.quiet", 2000);

  /** Where the system tells of no changes, as of some networks, a scan finds them. */
  private static final long SCAN_EVERY_NS = Duration.ofMinutes(10).toNanos();

  private static final long LOOK_EVERY_MS = 1000;

  private final TagCommand command;
  private final OpenedModel model;
  private final StopSignal stop;
  private final TagProgress progress;
  private boolean toldUnknown;

  TagSession(TagCommand command, OpenedModel model, StopSignal stop, TagProgress progress) {
    this.command = command;
    this.model = model;
    this.stop = stop;
    this.progress = progress;
  }

  /** Tags the images of folders; false where something failed. */
  boolean tag(Path file, List<Path> folders) throws IOException {
    try (Catalog catalog = Catalog.open(file)) {
      List<CatalogRoot> roots = roots(catalog, folders);
      try (Outputs outputs = command.outputs().open(catalog, roots, command.existing(), progress)) {
        FolderScan scan =
            new FolderScan(catalog, command.folderOptions().toScan(stop::isWanted), progress);
        ScanReport found = ScanReport.none();
        for (CatalogRoot root : roots) {
          found = found.plus(scan.scan(root));
        }
        progress.endRun();
        RunReport report = run(catalog, roots, outputs, scan);
        command.outputs().writeWhole(catalog, roots);
        progress.endRun();
        print(catalog, found, report);
        tellOtherModels(catalog, roots);
        tellNotLocated(catalog, roots);
        if (command.watches() && !stop.isWanted()) {
          watch(catalog, roots, outputs, scan);
        }
        return report.failed() == 0
            && progress.troubles() == 0
            && (report.left() == 0 || stop.isWanted());
      }
    }
  }

  /** Tags of another model stay where images are skipped, which their number does not show. */
  private void tellOtherModels(Catalog catalog, List<CatalogRoot> roots) throws IOException {
    long others = TagRun.ofOtherModels(catalog, roots, command.model().name());
    if (others > 0 && command.existing() == ExistingTags.SKIP) {
      command
          .spec()
          .commandLine()
          .getErr()
          .printf(
              "note: %s with the tags of another model; --existing overwrite tags them by %s%n",
              Count.of(others, "image"), command.model().name());
    }
  }

  /** Images that have tags are skipped, and so get no regions, which their number does not show. */
  private void tellNotLocated(Catalog catalog, List<CatalogRoot> roots) throws IOException {
    long without = command.regions().hasDetector() ? TagRun.notLocated(catalog, roots) : 0;
    if (without > 0 && command.existing() == ExistingTags.SKIP) {
      command
          .spec()
          .commandLine()
          .getErr()
          .printf(
              "note: %s with tags in which nobody looked for regions; --existing append looks%n",
              Count.of(without, "image"));
    }
  }

  /** Takes back what runs wrote beside images and into them; false where something failed. */
  boolean undo(Path file, List<Path> folders) throws IOException {
    try (Catalog catalog = Catalog.open(file)) {
      List<CatalogRoot> roots = roots(catalog, folders);
      FolderScan scan =
          new FolderScan(catalog, command.folderOptions().toScan(stop::isWanted), progress);
      for (CatalogRoot root : roots) {
        scan.scan(root);
      }
      progress.endRun();
      Undo.Report report =
          new Undo(catalog, stop::isWanted, progress::unwritten).run(roots, scan::takes);
      PrintWriter out = command.spec().commandLine().getOut();
      out.printf(
          "%s: undone for %,d%s%n",
          Count.of(report.images(), "image"),
          report.changed(),
          report.failed() == 0 ? "" : ", failed for %,d".formatted(report.failed()));
      return progress.troubles() == 0;
    }
  }

  private static List<CatalogRoot> roots(Catalog catalog, List<Path> folders) throws IOException {
    List<CatalogRoot> roots = new ArrayList<>();
    for (Path folder : folders) {
      CatalogRoot root = catalog.root(folder);
      if (!roots.contains(root)) {
        roots.add(root);
      }
    }
    return roots;
  }

  private RunReport run(Catalog catalog, List<CatalogRoot> roots, Outputs outputs, FolderScan scan)
      throws IOException {
    TagOptions options =
        TagOptions.defaults()
            .withProgram(program(), words())
            .withModel(command.model().name())
            .withExisting(command.existing())
            .withEmbeddings(command.embeddings())
            .withSizes(file -> Optional.of(RamModels.size(file, ImageOptions.defaults())))
            .withPaths(scan::takes)
            .withStop(stop::isWanted);
    if (stop.isWanted()) {
      return new RunReport(0, 0, TagRun.pending(catalog, roots, options), Duration.ZERO);
    }
    if (command.existing() == ExistingTags.SKIP && TagRun.pending(catalog, roots, options) == 0) {
      outputs.finish();
      return RunReport.none();
    }
    if (command.captions()) {
      options = options.withCaptions(model.captioner());
    }
    Recognizer opened = model.recognizer();
    options = options.withImagesAtOnce(model.imagesAtOnce());
    options = model.regions().map(options::withRegions).orElse(options);
    Optional<TagFilter> filter = command.filter();
    if (filter.isEmpty()) {
      return new TagRun(catalog, opened, options, progress).run(roots, outputs);
    }
    FilteredTags tags = filter.get().of(opened.vocabulary());
    tellUnknown(tags);
    try (Recognizer recognizer = tags.over(opened)) {
      return new TagRun(catalog, recognizer, options.withNaming(tags::outputs), progress)
          .run(roots, outputs);
    }
  }

  private void tellUnknown(FilteredTags tags) {
    List<Keyword> unknown = tags.unknownKeywords();
    if (!unknown.isEmpty() && !toldUnknown) {
      toldUnknown = true;
      progress.line(
          "--keywords: left out %s that the model has no tag for: %s%s"
              .formatted(
                  Count.of(unknown.size(), "keyword"),
                  unknown.stream()
                      .limit(NAMED)
                      .map(Keyword::name)
                      .collect(Collectors.joining(", ")),
                  unknown.size() > NAMED ? ", …" : ""));
    }
  }

  /** Tags new and changed images as they come, until somebody stops it. */
  private void watch(Catalog catalog, List<CatalogRoot> roots, Outputs outputs, FolderScan scan)
      throws IOException {
    progress.say("watching; Ctrl-C ends it");
    try (FolderWatch watch = FolderWatch.open(roots, QUIET_MS)) {
      long scanned = System.nanoTime();
      while (!stop.isWanted()) {
        List<Path> whole = watch.await(LOOK_EVERY_MS);
        ScanReport found = ScanReport.none();
        if (watch.takeMissed() || System.nanoTime() - scanned > SCAN_EVERY_NS) {
          for (CatalogRoot root : roots) {
            found = found.plus(scan.scan(root));
          }
          scanned = System.nanoTime();
        }
        for (Path file : whole) {
          for (CatalogRoot root : roots) {
            if (file.startsWith(root.folder())) {
              found = found.plus(scan.scanPart(root, file));
            }
          }
        }
        progress.endRun();
        if (found.added() + found.moved() + found.changed() + found.gone() > 0
            && !stop.isWanted()) {
          RunReport report = run(catalog, roots, outputs, scan);
          progress.endRun();
          if (report.done() + report.failed() > 0) {
            print(catalog, found, report);
          }
        }
      }
    }
  }

  /** The program's name and version. */
  static String program() {
    String version = TagSession.class.getPackage().getImplementationVersion();
    return "ram4j " + (version == null ? "(not packaged)" : version);
  }

  /** What was asked for and tells one run from another, as JSON. */
  private String words() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("existing", command.existing().name().toLowerCase(Locale.ROOT));
      json.writeBooleanField("captions", command.captions());
      json.writeBooleanField("embeddings", command.embeddings());
      json.writeStringField("filters", command.filters().words());
      if (command.regions().hasDetector()) {
        json.writeStringField("regions", command.regions().words());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }

  private void print(Catalog catalog, ScanReport found, RunReport report) {
    PrintWriter out = command.spec().commandLine().getOut();
    long skipped = Math.max(0, found.found() - report.done() - report.failed() - report.left());
    List<String> parts = new ArrayList<>();
    parts.add("%,d tagged".formatted(report.done()));
    parts.add("%,d failed".formatted(report.failed()));
    parts.add("%,d skipped".formatted(skipped));
    if (report.left() > 0) {
      parts.add("%,d left".formatted(report.left()));
    }
    if (found.changed() > 0) {
      parts.add("%,d had changed".formatted(found.changed()));
    }
    if (found.moved() > 0) {
      parts.add("%,d had moved".formatted(found.moved()));
    }
    if (found.gone() > 0) {
      parts.add("%,d are gone".formatted(found.gone()));
    }
    String rate =
        report.done() + report.failed() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "; %.1f a second, %s",
                report.rate(),
                TagProgress.time(report.time().toSeconds()));
    out.println(Count.of(found.found(), "image") + ": " + String.join(", ", parts) + rate);
    out.println(TerminalView.safe("catalogue: " + catalog.file()));
    if (report.left() > 0) {
      out.println("to go on, run it again");
    }
  }
}
