package io.github.ram4j.cli.catalog;

import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.CatalogRoot;
import io.github.ram4j.catalog.ExistingTags;
import io.github.ram4j.catalog.output.Outputs;
import io.github.ram4j.catalog.run.RunReport;
import io.github.ram4j.catalog.run.TagOptions;
import io.github.ram4j.catalog.run.TagRun;
import io.github.ram4j.catalog.scan.FolderScan;
import io.github.ram4j.catalog.scan.ScanReport;
import io.github.ram4j.cli.Count;
import io.github.ram4j.view.TerminalView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One catalogue of a run: its folders scanned, their images tagged, a summary printed. */
final class TagSession {
  private final TagCommand command;
  private final OpenedModel model;
  private final StopSignal stop;
  private final TagProgress progress;

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
      try (Outputs outputs =
          command.outputs().open(catalog, roots, command.existing(), progress)) {
        FolderScan scan =
            new FolderScan(
                catalog, command.folderOptions().toScan(stop::isWanted), progress);
        ScanReport found = ScanReport.none();
        for (CatalogRoot root : roots) {
          found = found.plus(scan.scan(root));
        }
        progress.endRun();
        RunReport report = run(catalog, roots, outputs, scan);
        progress.endRun();
        print(catalog, found, report);
        return report.failed() == 0
            && progress.troubles() == 0
            && (report.left() == 0 || stop.isWanted());
      }
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

  private RunReport run(
      Catalog catalog, List<CatalogRoot> roots, Outputs outputs, FolderScan scan)
      throws IOException {
    TagOptions options =
        TagOptions.defaults()
            .withProgram("ram tag " + version(), words())
            .withExisting(command.existing())
            .withEmbeddings(command.embeddings())
            .withPaths(scan::takes)
            .withStop(stop::isWanted);
    if (command.existing() == ExistingTags.SKIP
        && TagRun.pending(catalog, roots, options) == 0) {
      outputs.finish();
      return RunReport.none();
    }
    if (command.captions()) {
      options = options.withCaptions(model.captioner());
    }
    return new TagRun(catalog, model.recognizer(), options, progress).run(roots, outputs);
  }

  private static String version() {
    String version = TagSession.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  /** What was asked for and tells one run from another, as JSON. */
  private String words() {
    return "{\"existing\":\"%s\",\"captions\":%s,\"embeddings\":%s}"
        .formatted(
            command.existing().name().toLowerCase(Locale.ROOT),
            command.captions(),
            command.embeddings());
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
