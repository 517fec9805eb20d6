package io.github.ram4j.evaluate.run;

import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A recognizer whose images are text files of logits, so that a test knows every score. */
final class WrittenScores implements Recognizer {
  private final TagVocabulary vocabulary;

  WrittenScores(TagVocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  @Override
  public ModelInfo model() {
    return ModelInfo.of(ModelFamily.RAM, "a test").withImageSizePx(64);
  }

  @Override
  public TagVocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public List<Recognition> recognizeAll(List<? extends ImageSource> images) throws IOException {
    List<Recognition> all = new ArrayList<>();
    for (ImageSource image : images) {
      all.add(recognize(image));
    }
    return all;
  }

  @Override
  public Recognition recognize(ImageSource image) throws IOException {
    Path file = ((ImageSource.File) image).path();
    String[] cells = Files.readString(file).strip().split(" ", -1);
    float[] logits = new float[vocabulary.size()];
    for (int i = 0; i < logits.length; i++) {
      try {
        logits[i] = Float.parseFloat(cells[i]);
      } catch (NumberFormatException e) {
        throw new ImageException(file + ": expected an image, found text", e);
      }
    }
    return Recognition.ofLogits(vocabulary, logits);
  }

  @Override
  public void close() {}
}
