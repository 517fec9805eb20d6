package io.github.ram4j.benchmarks;

import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Recognizer that runs its model once for each file, for passes over the same images. */
final class RememberedScores implements Recognizer {
  private final Recognizer model;
  private final Map<ImageSource, Recognition> known = new HashMap<>();

  /** Makes a recognizer that closes the model with itself. */
  RememberedScores(Recognizer model) {
    this.model = model;
  }

  @Override
  public ModelInfo model() {
    return model.model();
  }

  @Override
  public TagVocabulary vocabulary() {
    return model.vocabulary();
  }

  @Override
  public Recognition recognize(ImageSource image) throws IOException {
    Recognition recognition = known.get(image);
    if (recognition == null) {
      recognition = model.recognize(image);
      known.put(image, recognition);
    }
    return recognition;
  }

  @Override
  public void close() {
    model.close();
  }
}
