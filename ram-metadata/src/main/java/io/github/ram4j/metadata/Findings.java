package io.github.ram4j.metadata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an automatic run found in one image. Immutable and thread-safe: {@link #of} and the {@code
 * with…} methods make them.
 */
public final class Findings {
  private final RunInfo run;
  private final List<AutomaticTag> tags;
  private final List<String> captions;
  private final @Nullable ImageRegions regions;

  private Findings(
      RunInfo run, List<AutomaticTag> tags, List<String> captions, @Nullable ImageRegions regions) {
    this.run = Objects.requireNonNull(run, "run");
    this.tags = List.copyOf(tags);
    this.captions = List.copyOf(captions);
    this.regions = regions;
  }

  /**
   * Findings of a run that found nothing yet.
   *
   * @param run model, program and date
   * @return the findings
   */
  public static Findings of(RunInfo run) {
    return new Findings(run, List.of(), List.of(), null);
  }

  /**
   * Findings with other tags.
   *
   * @param found in the order that they are written in
   * @return new findings
   */
  public Findings withTags(List<AutomaticTag> found) {
    return new Findings(run, found, captions, regions);
  }

  /**
   * Findings with other captions.
   *
   * @param found sentences; each gets a line of the description
   * @return new findings
   */
  public Findings withCaptions(List<String> found) {
    return new Findings(run, tags, found, regions);
  }

  /**
   * Findings with other regions.
   *
   * @param found of the image
   * @return new findings
   */
  public Findings withRegions(ImageRegions found) {
    return new Findings(run, tags, captions, Objects.requireNonNull(found, "regions"));
  }

  /**
   * The run.
   *
   * @return model, program and date
   */
  public RunInfo run() {
    return run;
  }

  /**
   * The tags.
   *
   * @return unmodifiable, may be empty
   */
  public List<AutomaticTag> tags() {
    return tags;
  }

  /**
   * The captions.
   *
   * @return unmodifiable, may be empty
   */
  public List<String> captions() {
    return captions;
  }

  /**
   * The regions.
   *
   * @return empty where none were looked for
   */
  public Optional<ImageRegions> regions() {
    return Optional.ofNullable(regions);
  }

  /** Whether nothing was found. */
  boolean isEmpty() {
    return tags.isEmpty()
        && captions.isEmpty()
        && regions().map(found -> found.regions().isEmpty()).orElse(true);
  }

  /**
   * What the provenance names: the tags; of a run without tags, those of its regions, each once.
   */
  List<AutomaticTag> named() {
    if (!tags.isEmpty() || regions == null) {
      return tags;
    }
    Map<String, AutomaticTag> best = new LinkedHashMap<>();
    for (ImageRegion region : regions.regions()) {
      best.merge(
          region.tag().name(),
          region.tag(),
          (one, other) -> other.score() > one.score() ? other : one);
    }
    return List.copyOf(best.values());
  }
}
