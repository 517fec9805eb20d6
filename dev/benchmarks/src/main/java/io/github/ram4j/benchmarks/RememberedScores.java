package io.github.ram4j.benchmarks;

import io.github.ram4j.ModelInfo;
import io.github.ram4j.Picture;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A recognizer that runs its model once for each file: for passes over the same pictures. */
final class RememberedScores implements Recognizer {
  private final Recognizer model;
  private final Map<Picture, Recognition> known = new HashMap<>();

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
  public List<Recognition> recognizeAll(List<? extends Picture> pictures) throws IOException {
    List<? extends Picture> unknown =
        pictures.stream().filter(picture -> !known.containsKey(picture)).distinct().toList();
    List<Recognition> recognized = model.recognizeAll(unknown);
    for (int i = 0; i < unknown.size(); i++) {
      known.put(unknown.get(i), recognized.get(i));
    }
    List<Recognition> all = new ArrayList<>();
    pictures.forEach(picture -> all.add(known.get(picture)));
    return all;
  }

  @Override
  public void close() {
    model.close();
  }
}
