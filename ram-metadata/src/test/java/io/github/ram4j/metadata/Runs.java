package io.github.ram4j.metadata;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Findings for tests. */
final class Runs {
  static final Instant DAY = Instant.parse("2026-11-29T12:00:00Z");

  private Runs() {}

  static AutomaticTag tag(String name, String... path) {
    return new AutomaticTag(name, List.of(), 0.75, List.of(path));
  }

  /** Findings of a model: tags of one level. */
  static Findings of(String model, String... names) {
    return Findings.of(new RunInfo(model, "ram4j test", DAY))
        .withTags(Arrays.stream(names).map(Runs::tag).toList());
  }

  /** Tags with paths and Chinese names, a caption, a region. */
  static Findings rich() {
    AutomaticTag dog =
        new AutomaticTag("dog", List.of("狗/犬", "家犬"), 0.87654, List.of("animal", "pet"));
    AutomaticTag sofa = new AutomaticTag("sofa", List.of("沙发"), 0.5, List.of());
    return Findings.of(new RunInfo("ram_plus", "ram4j test", DAY))
        .withTags(List.of(dog, sofa))
        .withCaptions(List.of("a dog on a sofa <really> & \"truly\""))
        .withRegions(
            new ImageRegions(48, 64, List.of(new ImageRegion(dog, new ImageBox(0, 0, 24, 16)))));
  }
}
