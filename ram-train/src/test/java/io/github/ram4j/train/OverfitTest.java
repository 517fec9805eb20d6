package io.github.ram4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ram4j.Captioner;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.onnx.RamModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Models overfit sixteen images, are converted and recognize them in ONNX Runtime: its tags are
 * those that were given, F1 1.0, and its captions the same word for word.
 */
class OverfitTest {
  private static final int IMAGES = 16;
  private static final DrawnShapes SHAPES = new DrawnShapes(IMAGES);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"ram", "ram_plus"})
  void tagsAreLearnedByHeart(ModelFamily family) throws IOException {
    Path bundle = train(family, Optional.empty(), 500);
    try (Recognizer recognizer = RamModels.open(bundle)) {
      for (int i = 0; i < IMAGES; i++) {
        assertEquals(Set.copyOf(SHAPES.tags(i)), tags(recognizer, i), "image " + i);
      }
    }
  }

  @Test
  void captionsAreLearnedByHeart() throws IOException {
    Path bundle = train(ModelFamily.TAG2TEXT, Optional.of(DrawnShapes.words(folder)), 400);
    try (Recognizer recognizer = RamModels.open(bundle);
        Captioner captioner = RamModels.openCaptioner(bundle)) {
      for (int i = 0; i < IMAGES; i++) {
        assertEquals(Set.copyOf(SHAPES.tags(i)), tags(recognizer, i), "image " + i);
        assertEquals(SHAPES.caption(i), captioner.caption(SHAPES.image(i)).text());
      }
    }
  }

  private static Set<String> tags(Recognizer recognizer, int image) {
    return recognizer.recognize(SHAPES.image(image)).tags().stream()
        .map(score -> score.tag().english())
        .collect(Collectors.toSet());
  }

  private Path train(ModelFamily family, Optional<Path> words, long steps) throws IOException {
    TagVocabulary vocabulary = DrawnShapes.list();
    StartingModel start = TinyModels.fresh(family, vocabulary, words);
    TrainReport report =
        Trainer.train(
            start,
            SHAPES,
            SHAPES,
            TinyModels.overfitting(steps, 2),
            folder.resolve("training"),
            TrainListener.NONE);
    assertEquals(List.of(steps, true), List.of(report.steps(), report.finished()));
    ConvertOptions options = ConvertOptions.defaults().withVocabulary(vocabulary).withHeadHeads(4);
    if (words.isPresent()) {
      options = options.withTextHeads(4).withWords(words.get());
    }
    Path bundle = folder.resolve("bundle");
    Converter.convert(report.last(), bundle, options);
    return bundle;
  }
}
