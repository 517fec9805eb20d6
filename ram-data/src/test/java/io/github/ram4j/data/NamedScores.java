package io.github.ram4j.data;

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

/**
 * A recognizer whose images are text files: the logits of all tags, a blank between them. So a test
 * knows every score.
 */
final class NamedScores implements Recognizer {
  private final TagVocabulary vocabulary;

  NamedScores(TagVocabulary vocabulary) {
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
  public Recognition recognize(ImageSource image) throws IOException {
    return of(((ImageSource.File) image).path());
  }

  private Recognition of(Path file) throws IOException {
    String[] cells = Files.readString(file).strip().split(" ", -1);
    if (cells.length != vocabulary.size()) {
      throw new ImageException(file + ": not an image");
    }
    float[] logits = new float[cells.length];
    for (int i = 0; i < cells.length; i++) {
      logits[i] = Float.parseFloat(cells[i]);
    }
    return Recognition.ofLogits(vocabulary, logits);
  }

  @Override
  public void close() {}
}
