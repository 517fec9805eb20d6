package io.github.ram4j.metadata;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.metadata.xmp.Names;
import io.github.ram4j.metadata.xmp.XmpDocument;
import io.github.ram4j.metadata.xmp.XmpDocument.ListKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What automatic runs did to a file, as it stands in the file. Not thread-safe. */
final class Provenance {
  private static final String NS = Names.RAM4J;
  private static final String VERSION = "1";
  private static final String PREFIX = "/ram4j:";

  private final List<AutomaticRun> runs = new ArrayList<>();
  private final Map<String, FieldRecord> fields = new LinkedHashMap<>();
  private boolean created;
  private String trace = "";

  /** As it stands in the file. */
  private String stored = "";

  /** What stands in a file; nothing where no run left anything. */
  static Provenance read(XmpDocument document) {
    Provenance read = new Provenance();
    String version = document.text(NS, "Version").orElse(VERSION);
    if (!version.equals(VERSION)) {
      throw new FileFormatException(
          "%s: expected provenance of version %s, found version %s of a newer ram4j"
              .formatted(document.name(), VERSION, version));
    }
    read.created = document.text(NS, "Created").filter("True"::equals).isPresent();
    read.trace = document.text(NS, "Trace").orElse("");
    for (int i = 1; i <= document.count(NS, "Runs"); i++) {
      read.runs.add(run(document, XmpDocument.item("Runs", i)));
    }
    for (int i = 1; i <= document.count(NS, "Fields"); i++) {
      String path = XmpDocument.item("Fields", i);
      FieldRecord field = read.field(document.text(NS, path + PREFIX + "Field").orElse(""));
      field.added.addAll(document.list(NS, path + PREFIX + "Added"));
      field.withheld.addAll(document.list(NS, path + PREFIX + "Withheld"));
      field.copied.addAll(document.list(NS, path + PREFIX + "Copied"));
      field.before = document.text(NS, path + PREFIX + "Before").orElse(null);
    }
    read.stored = read.toString();
    return read;
  }

  private static AutomaticRun run(XmpDocument document, String path) {
    List<AutomaticTag> tags = new ArrayList<>();
    String list = path + PREFIX + "Tags";
    int count = document.count(NS, list);
    for (int i = 1; i <= count; i++) {
      String tag = XmpDocument.item(list, i);
      tags.add(
          tag(
              text(document, tag + PREFIX + "Name"),
              text(document, tag + PREFIX + "Score"),
              document));
    }
    return new AutomaticRun(
        new RunInfo(
            text(document, path + PREFIX + "Model"),
            text(document, path + PREFIX + "Program"),
            date(text(document, path + PREFIX + "Date"), document)),
        tags);
  }

  private static String text(XmpDocument document, String path) {
    return document
        .text(NS, path)
        .filter(text -> !text.isBlank())
        .orElseThrow(
            () ->
                new FileFormatException(
                    "%s: expected %s in the provenance, found none"
                        .formatted(document.name(), path)));
  }

  private static AutomaticTag tag(String name, String score, XmpDocument document) {
    try {
      return new AutomaticTag(name, List.of(), Double.parseDouble(score), List.of());
    } catch (IllegalArgumentException e) {
      throw new FileFormatException(
          "%s: expected a score from 0 to 1 in the provenance, found %s"
              .formatted(document.name(), score),
          e);
    }
  }

  private static Instant date(String text, XmpDocument document) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new FileFormatException(
          "%s: expected a date in the provenance, found %s".formatted(document.name(), text), e);
    }
  }

  /** The runs, the newest last. */
  List<AutomaticRun> runs() {
    return runs;
  }

  /** What was done to a field, to be changed. */
  FieldRecord field(String label) {
    return fields.computeIfAbsent(label, unused -> new FieldRecord());
  }

  /** Whether the XMP was made by a run. */
  boolean isCreated() {
    return created;
  }

  /** What the image file needs to know to be as it was before. */
  String trace() {
    return trace;
  }

  void setCreated(String newTrace) {
    created = true;
    trace = newTrace;
  }

  /** Whether no run left anything. */
  boolean isEmpty() {
    return runs.isEmpty() && fields.values().stream().allMatch(FieldRecord::isEmpty);
  }

  /** A run is added, or takes the place of an earlier one of its model. */
  void add(RunInfo info, List<AutomaticTag> tags, boolean append) {
    Map<String, AutomaticTag> byName = new LinkedHashMap<>();
    String model = XmlCharacters.clean(info.model()).strip();
    RunInfo kept =
        new RunInfo(
            model,
            XmlCharacters.clean(info.program()).strip(),
            info.date().truncatedTo(ChronoUnit.SECONDS));
    for (AutomaticRun run : List.copyOf(runs)) {
      if (run.info().model().equals(model)) {
        runs.remove(run);
        kept = same(run.tags(), tags, append) ? run.info() : kept;
        if (append) {
          run.tags().forEach(tag -> byName.put(tag.name(), tag));
        }
      }
    }
    if (!append) {
      runs.clear();
    }
    tags.forEach(tag -> byName.put(named(tag), rounded(tag)));
    runs.add(new AutomaticRun(kept, List.copyOf(byName.values())));
  }

  /** Whether a run found nothing that an earlier one of its model did not find. */
  private static boolean same(List<AutomaticTag> older, List<AutomaticTag> newer, boolean append) {
    List<AutomaticTag> rounded = newer.stream().map(Provenance::rounded).toList();
    return append ? older.containsAll(rounded) : older.equals(rounded);
  }

  private static String named(AutomaticTag tag) {
    return XmlCharacters.clean(tag.name()).strip();
  }

  private static AutomaticTag rounded(AutomaticTag tag) {
    return new AutomaticTag(named(tag), List.of(), Double.parseDouble(score(tag)), List.of());
  }

  private static String score(AutomaticTag tag) {
    return String.format(Locale.ROOT, "%.4f", tag.score());
  }

  /** Writes it to a file in place of what stands there, if that is another. */
  void write(XmpDocument document) {
    if (toString().equals(stored)) {
      return;
    }
    document.removeAll(NS);
    document.setText(NS, "Version", VERSION);
    if (created) {
      document.setText(NS, "Created", "True");
    }
    if (!trace.isEmpty()) {
      document.setText(NS, "Trace", trace);
    }
    for (AutomaticRun run : runs) {
      write(document, run);
    }
    fields.forEach((label, field) -> write(document, label, field));
  }

  private static void write(XmpDocument document, AutomaticRun run) {
    String path = document.appendStructure(NS, "Runs", ListKind.SEQ);
    document.setText(NS, path + PREFIX + "Model", run.info().model());
    document.setText(NS, path + PREFIX + "Program", run.info().program());
    document.setText(NS, path + PREFIX + "Date", run.info().date().toString());
    for (AutomaticTag tag : run.tags()) {
      String item = document.appendStructure(NS, path + PREFIX + "Tags", ListKind.SEQ);
      document.setText(NS, item + PREFIX + "Name", tag.name());
      document.setText(NS, item + PREFIX + "Score", score(tag));
    }
  }

  private static void write(XmpDocument document, String label, FieldRecord field) {
    if (field.isEmpty()) {
      return;
    }
    String path = document.appendStructure(NS, "Fields", ListKind.SEQ);
    document.setText(NS, path + PREFIX + "Field", label);
    for (String value : field.added) {
      document.append(NS, path + PREFIX + "Added", ListKind.BAG, value);
    }
    for (String value : field.withheld) {
      document.append(NS, path + PREFIX + "Withheld", ListKind.BAG, value);
    }
    for (String value : field.copied) {
      document.append(NS, path + PREFIX + "Copied", ListKind.BAG, value);
    }
    if (field.before != null) {
      document.setText(NS, path + PREFIX + "Before", field.before);
    }
  }

  @Override
  public String toString() {
    Map<String, FieldRecord> filled = new LinkedHashMap<>(fields);
    filled.values().removeIf(FieldRecord::isEmpty);
    return "Provenance[%s, %s, created=%s, trace=%s]".formatted(runs, filled, created, trace);
  }

  /** Removes it from a file. */
  static void remove(XmpDocument document) {
    document.removeAll(NS);
  }
}
