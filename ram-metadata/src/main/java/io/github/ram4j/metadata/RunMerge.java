package io.github.ram4j.metadata;

import io.github.ram4j.metadata.xmp.XmpDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The findings of a run among what a file has. Not thread-safe. */
final class RunMerge {
  private final XmpDocument document;
  private final Provenance provenance;
  private final MetadataOptions options;
  private final List<String> notes;

  RunMerge(XmpDocument document, Provenance provenance, MetadataOptions options) {
    this.document = document;
    this.provenance = provenance;
    this.options = options;
    this.notes = new ArrayList<>();
  }

  /** Merges by other options, and adds to the notes of an earlier merge. */
  RunMerge(XmpDocument document, Provenance provenance, MetadataOptions options, RunMerge earlier) {
    this.document = document;
    this.provenance = provenance;
    this.options = options;
    this.notes = earlier.notes;
  }

  /** What a person may want to know. */
  List<String> notes() {
    return notes;
  }

  private boolean append() {
    return options.existing() == ExistingTags.APPEND;
  }

  /**
   * Changes the document, but for its provenance, which is written at the end.
   *
   * @param image what the image has itself, for a sidecar not to hide
   */
  void merge(Findings findings, ImageContent image) {
    KeywordValues names = new KeywordValues(options.languages());
    PersonsKeywords persons = new PersonsKeywords(document, provenance, image);
    int withheld = 0;
    for (KeywordField field : KeywordField.values()) {
      List<String> wanted =
          options.fields().contains(field) ? names.of(findings.tags(), field) : List.of();
      FieldMerge merge =
          new FieldMerge(new KeywordFieldValues(document, field), provenance.field(field.label()));
      merge.notice();
      if (!wanted.isEmpty()) {
        merge.begin(persons.beginning(field));
      }
      withheld += merge.merge(wanted, append());
    }
    if (withheld > 0) {
      notes.add(
          "%d values that a person took away after an earlier run were not written again"
              .formatted(withheld));
    }
    describe(findings.captions(), image.document());
    if (findings.regions().isEmpty() || findings.regions().get().regions().isEmpty()) {
      unmark();
    } else {
      mark(findings.regions().get(), names, image);
    }
    provenance.add(findings.run(), findings.named(), append());
  }

  private void describe(List<String> captions, Optional<XmpDocument> image) {
    DescriptionMerge merge =
        new DescriptionMerge(document, provenance.field(DescriptionMerge.LABEL));
    merge.notice();
    boolean ofImage =
        image.isPresent()
            && new DescriptionMerge(
                    image.get(), Provenance.read(image.get()).field(DescriptionMerge.LABEL))
                .isOfAPerson();
    if (!captions.isEmpty() && (ofImage || merge.isOfAPerson())) {
      notes.add("a person's description was kept, the captions were not written");
    }
    merge.merge(ofImage ? List.of() : captions, append());
  }

  private void unmark() {
    FieldRecord record = provenance.field(RegionFieldValues.LABEL);
    RegionFieldValues values = new RegionFieldValues(document);
    FieldMerge merge = new FieldMerge(values, record);
    merge.notice();
    merge.merge(List.of(), append());
    if (record.added.isEmpty()) {
      clear(values, record);
    }
  }

  private void mark(ImageRegions regions, KeywordValues names, ImageContent image) {
    FieldRecord record = provenance.field(RegionFieldValues.LABEL);
    RegionFieldValues values = new RegionFieldValues(document);
    FieldMerge merge = new FieldMerge(values, record);
    merge.notice();
    if (image.document().isPresent()) {
      XmpDocument ofImage = image.document().get();
      merge.begin(ofImage, Provenance.read(ofImage).field(RegionFieldValues.LABEL));
    }
    RegionAreas areas = new RegionAreas(regions, image.orientation());
    if (values.isOfAnotherShape(areas.width(), areas.height())) {
      notes.add("the file has regions of an image of another shape; no regions were written");
      return;
    }
    if (!values.exists()) {
      values.setSize(areas.width(), areas.height());
      record.before = "none";
    }
    merge.merge(areas.values(names), append());
  }

  private static void clear(RegionFieldValues values, FieldRecord record) {
    if (record.before != null) {
      values.clearIfOnlySize();
      record.before = null;
    }
  }

  /** Takes away what runs wrote, and their traces. */
  static void undo(XmpDocument document, Provenance provenance) {
    for (KeywordField field : KeywordField.values()) {
      new FieldMerge(new KeywordFieldValues(document, field), provenance.field(field.label()))
          .undo();
    }
    new DescriptionMerge(document, provenance.field(DescriptionMerge.LABEL)).undo();
    RegionFieldValues regions = new RegionFieldValues(document);
    FieldRecord record = provenance.field(RegionFieldValues.LABEL);
    new FieldMerge(regions, record).undo();
    clear(regions, record);
    Provenance.remove(document);
  }
}
