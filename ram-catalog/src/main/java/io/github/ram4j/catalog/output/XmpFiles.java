package io.github.ram4j.catalog.output;

import io.github.ram4j.TagScore;
import io.github.ram4j.bytes.Sha256;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.ExistingTags;
import io.github.ram4j.catalog.filter.OutputTag;
import io.github.ram4j.catalog.sql.ImageState;
import io.github.ram4j.metadata.AutomaticTag;
import io.github.ram4j.metadata.Findings;
import io.github.ram4j.metadata.MetadataChange;
import io.github.ram4j.metadata.MetadataOptions;
import io.github.ram4j.metadata.MetadataPlace;
import io.github.ram4j.metadata.MetadataWriter;
import io.github.ram4j.metadata.NameLanguages;
import io.github.ram4j.metadata.RunInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * XMP beside each image, or in it: tags and captions, with the model and time that they are of.
 * What others wrote stays. {@link ExistingTags} says what happens where runs of other catalogues
 * wrote before; what this catalogue's runs wrote is brought up to date.
 */
public final class XmpFiles implements ImageOutput {
  private final Catalog catalog;
  private final MetadataOptions options;
  private final ExistingTags existing;
  private final String program;
  private final BiConsumer<Path, String> notes;
  private final WrittenFiles written;

  /** A model's run. */
  private record Run(String model, Instant time) {}

  /**
   * The output.
   *
   * @param catalog open to write, as long as this is used
   * @param options place, names of sidecars, languages, fields; what they say of existing tags does
   *     not count
   * @param existing what happens to tags of runs of other catalogues
   * @param program name and version, to be remembered
   * @param notes told of an image what a person may want to know: what of others was kept in the
   *     way of ours
   */
  public XmpFiles(
      Catalog catalog,
      MetadataOptions options,
      ExistingTags existing,
      String program,
      BiConsumer<Path, String> notes) {
    this.catalog = catalog;
    this.notes = notes;
    this.options = options;
    this.existing = existing;
    this.program = program;
    this.written = new WrittenFiles(catalog, kind());
  }

  @Override
  public String kind() {
    return options.place() == MetadataPlace.SIDECAR ? "xmp" : "xmp-embedded";
  }

  @Override
  public String form() {
    return options.languages() == NameLanguages.ENGLISH
        ? ""
        : options.languages().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void write(TaggedImage image) throws IOException {
    Path file = image.image().file();
    boolean own = written.written(image.image().id()) != null;
    ExistingTags rule = own && existing == ExistingTags.SKIP ? ExistingTags.OVERWRITE : existing;
    boolean changed = false;
    for (Findings findings : findings(image)) {
      MetadataChange change =
          MetadataWriter.of(
                  options.withExisting(io.github.ram4j.metadata.ExistingTags.valueOf(rule.name())))
              .write(file, findings);
      change.notes().forEach(note -> notes.accept(file, note));
      if (change.kind() == MetadataChange.Kind.SKIPPED) {
        return;
      }
      changed |= change.kind() == MetadataChange.Kind.WRITTEN;
      rule = ExistingTags.APPEND; // the tags of further runs
    }
    if (changed && options.place() == MetadataPlace.EMBEDDED) {
      bringUpToDate(catalog, image.image());
    }
    written.add(image.image().id(), new byte[0]);
  }

  /** What each run found that left tags in an image; of the newest, the captions. */
  private List<Findings> findings(TaggedImage image) {
    Map<Run, List<AutomaticTag>> byRun = new LinkedHashMap<>();
    for (CatalogTag tag : image.tags()) {
      byRun
          .computeIfAbsent(new Run(tag.model(), tag.time()), run -> new ArrayList<>())
          .add(automatic(tag.tag()));
    }
    if (byRun.isEmpty()) {
      byRun.put(new Run(image.run().model(), image.run().time()), List.of());
    }
    List<Findings> findings = new ArrayList<>();
    byRun.forEach(
        (run, tags) ->
            findings.add(
                Findings.of(new RunInfo(run.model(), program, run.time()))
                    .withTags(tags)
                    .withCaptions(findings.isEmpty() ? image.captions() : List.of())));
    return findings;
  }

  private static AutomaticTag automatic(OutputTag tag) {
    TagScore score = tag.score();
    return new AutomaticTag(
        tag.name(), tag.isOwnName() ? score.tag().chinese() : List.of(), score.score(), tag.path());
  }

  /**
   * Writes down what a file is like after its metadata changed, so that it is not taken for new.
   */
  static void bringUpToDate(Catalog catalog, ImageFile image) throws IOException {
    BasicFileAttributes now = Files.readAttributes(image.file(), BasicFileAttributes.class);
    byte[] sha256 = Sha256.of(image.file());
    try (PreparedStatement update =
        catalog
            .connection()
            .prepareStatement(
                "UPDATE image SET size = ?, modified_ns = ?, sha256 = ? WHERE id = ?")) {
      update.setLong(1, now.size());
      update.setLong(2, ImageState.nanos(now));
      update.setBytes(3, sha256);
      update.setLong(4, image.id());
      update.executeUpdate();
    } catch (SQLException e) {
      throw catalog.failure(e);
    }
  }
}
