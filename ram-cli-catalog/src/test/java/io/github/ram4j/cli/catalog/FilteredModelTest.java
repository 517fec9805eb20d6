package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageSource;
import io.github.ram4j.Outcome;
import io.github.ram4j.Outcomes;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Tag;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.catalog.filter.FilteredTags;
import io.github.ram4j.catalog.filter.TagFilter;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.photo.PhotoModels;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilteredModelTest {
  private static final Path SAMPLES = Path.of("../ram-examples/samples");

  @Test
  void aFilteredModelGivesTheScoresOfTheWhole() throws Exception {
    check(ClipartModels.ram(), List.of("butterfly", "house", "狗", "tree", "frog"));
    check(PhotoModels.tagger(), List.of("bird", "animal", "insect"));
  }

  private static void check(Bundle bundle, List<String> names) throws Exception {
    List<ImageSource> images =
        List.of(
            ImageSource.of(SAMPLES.resolve("butterfly.png")),
            ImageSource.of(SAMPLES.resolve("house.png")),
            ImageSource.of(SAMPLES.resolve("truth.jsonl")),
            ImageSource.of(SAMPLES.resolve("frog.png")));
    try (Recognizer model = RamModels.open(bundle, ModelOptions.defaults())) {
      FilteredTags tags = TagFilter.all().withNames(names).of(model.vocabulary());
      assertEquals(names.size(), tags.vocabulary().size());
      try (Recognizer filtered = tags.over(model);
          Outcomes<ImageSource, Recognition> outcomes = filtered.recognizeEach(images)) {
        assertEquals(tags.vocabulary(), filtered.vocabulary());
        assertEquals(model.encodesImages(), filtered.encodesImages());
        assertEquals(model.givesAttention(), filtered.givesAttention());
        for (Outcome<ImageSource, Recognition> outcome : outcomes) {
          if (outcome.index() == 2) {
            assertTrue(outcome.failure().isPresent(), "no image");
            continue;
          }
          Recognition whole = model.recognize(outcome.input());
          Recognition encoded = filtered.recognize(filtered.encode(outcome.input()));
          for (Tag tag : tags.vocabulary().tags()) {
            float expected = whole.score(tag.english());
            assertEquals(expected, outcome.get().score(tag.english()), 1e-4f, tag.english());
            assertEquals(expected, encoded.score(tag.english()), 1e-4f, tag.english());
          }
          assertEquals(
              1, model.embed(outcome.input()).similarity(filtered.embed(outcome.input())), 1e-6);
        }
      }
      model.recognize(images.get(0)); // still open
    }
  }
}
