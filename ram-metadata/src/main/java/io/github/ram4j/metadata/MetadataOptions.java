package io.github.ram4j.metadata;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * Options of writing metadata. Immutable and thread-safe: {@link #defaults()} and the {@code with…}
 * methods make them.
 */
public final class MetadataOptions {
  private final MetadataPlace place;
  private final SidecarName sidecarName;
  private final Naming naming;
  private final ExistingTags existing;
  private final boolean keepTime;

  /** The fields, and the names in them. */
  private record Naming(Set<KeywordField> fields, NameLanguages languages) {
    Naming {
      EnumSet<KeywordField> copy = EnumSet.noneOf(KeywordField.class);
      copy.addAll(fields);
      fields = Collections.unmodifiableSet(copy);
      Objects.requireNonNull(languages, "languages");
    }
  }

  private MetadataOptions(
      MetadataPlace place,
      SidecarName sidecarName,
      Naming naming,
      ExistingTags existing,
      boolean keepTime) {
    this.place = Objects.requireNonNull(place, "place");
    this.sidecarName = Objects.requireNonNull(sidecarName, "sidecar name");
    this.naming = naming;
    this.existing = Objects.requireNonNull(existing, "existing");
    this.keepTime = keepTime;
  }

  /**
   * The default options: a sidecar {@code IMG.jpg.xmp}, English names in all fields, and a newer
   * run replaces what older ones wrote.
   *
   * @return the options
   */
  public static MetadataOptions defaults() {
    return new MetadataOptions(
        MetadataPlace.SIDECAR,
        SidecarName.FULL,
        new Naming(EnumSet.allOf(KeywordField.class), NameLanguages.ENGLISH),
        ExistingTags.OVERWRITE,
        false);
  }

  /**
   * Options with another place.
   *
   * @param where a sidecar or the image file; a sidecar by default
   * @return new options
   */
  public MetadataOptions withPlace(MetadataPlace where) {
    return new MetadataOptions(where, sidecarName, naming, existing, keepTime);
  }

  /**
   * Options with another name of new sidecars. A sidecar of the other name that exists is used
   * instead.
   *
   * @param name {@link SidecarName#FULL} by default
   * @return new options
   */
  public MetadataOptions withSidecarName(SidecarName name) {
    return new MetadataOptions(place, name, naming, existing, keepTime);
  }

  /**
   * Options with other fields for tags.
   *
   * @param fields may be empty; all by default
   * @return new options
   */
  public MetadataOptions withFields(Set<KeywordField> fields) {
    return new MetadataOptions(
        place, sidecarName, new Naming(fields, naming.languages), existing, keepTime);
  }

  /**
   * Options with names in other languages.
   *
   * @param languages English by default
   * @return new options
   */
  public MetadataOptions withLanguages(NameLanguages languages) {
    return new MetadataOptions(
        place, sidecarName, new Naming(naming.fields, languages), existing, keepTime);
  }

  /**
   * Options with another rule for what earlier runs wrote.
   *
   * @param rule {@link ExistingTags#OVERWRITE} by default
   * @return new options
   */
  public MetadataOptions withExisting(ExistingTags rule) {
    return new MetadataOptions(place, sidecarName, naming, rule, keepTime);
  }

  /**
   * Options that keep the time of the last change of image files that are written to, or not.
   * Programs that look for changed files by their times do not see the change then.
   *
   * @param keep false by default
   * @return new options
   */
  public MetadataOptions withKeepTime(boolean keep) {
    return new MetadataOptions(place, sidecarName, naming, existing, keep);
  }

  /**
   * Where metadata are written.
   *
   * @return a sidecar or the image file
   */
  public MetadataPlace place() {
    return place;
  }

  /**
   * The name of new sidecars.
   *
   * @return the form
   */
  public SidecarName sidecarName() {
    return sidecarName;
  }

  /**
   * The fields that tags are written to.
   *
   * @return unmodifiable, may be empty
   */
  public Set<KeywordField> fields() {
    return naming.fields;
  }

  /**
   * The languages of names.
   *
   * @return one or both
   */
  public NameLanguages languages() {
    return naming.languages;
  }

  /**
   * The rule for what earlier runs wrote.
   *
   * @return the rule
   */
  public ExistingTags existing() {
    return existing;
  }

  /**
   * Whether the time of the last change of an image file stays.
   *
   * @return true if so
   */
  public boolean keepTime() {
    return keepTime;
  }
}
