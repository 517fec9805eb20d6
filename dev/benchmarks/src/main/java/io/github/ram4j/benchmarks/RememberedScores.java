package io.github.ram4j.benchmarks;

import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A recognizer that runs its model once for each file: for passes over the same images. */
final class RememberedScores implements Recognizer {
  private final Recognizer model;
  private final Map<ImageSource, Recognition> known = new HashMap<>();

  /** Closes the model with itself. */
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
  public List<Recognition> recognizeAll(List<? extends ImageSource> images) throws IOException {
    List<? extends ImageSource> unknown =
        images.stream().filter(image -> !known.containsKey(image)).distinct().toList();
    List<Recognition> recognized = model.recognizeAll(unknown);
    for (int i = 0; i < unknown.size(); i++) {
      known.put(unknown.get(i), recognized.get(i));
    }
    List<Recognition> all = new ArrayList<>();
    images.forEach(image -> all.add(known.get(image)));
    return all;
  }

  @Override
  public void close() {
    model.close();
  }
}
