package io.github.ram4j.catalog.filter;

import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageEmbedding;
import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Outcome;
import io.github.ram4j.Outcomes;
import io.github.ram4j.RamException;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Tag;
import io.github.ram4j.TagAttention;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.TextEncoder;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;

/** Some of a recognizer's tags, with thresholds, ids and Chinese names of another list. */
final class SelectedTags implements Recognizer {
  private final Recognizer model;
  private final TagVocabulary tags;
  private final boolean owned;

  /**
   * Selects tags.
   *
   * @param owned whether closing this closes the recognizer
   */
  SelectedTags(Recognizer model, TagVocabulary tags, boolean owned) {
    this.model = model;
    this.tags = tags;
    this.owned = owned;
  }

  @Override
  public ModelInfo model() {
    return model.model();
  }

  @Override
  public TagVocabulary vocabulary() {
    return tags;
  }

  private Recognition selected(Recognition recognition) {
    return recognition.vocabulary().equals(tags) ? recognition : recognition.subset(tags);
  }

  @Override
  public Recognition recognize(ImageSource source) throws IOException {
    return selected(model.recognize(source));
  }

  @Override
  public <I extends ImageSource> Outcomes<I, Recognition> recognizeEach(
      Iterable<? extends I> images) {
    Outcomes<I, Recognition> outcomes = model.recognizeEach(images);
    return new Selected<>(outcomes);
  }

  @Override
  public Recognizer withVocabulary(OpenVocabulary vocabulary) {
    return model.withVocabulary(vocabulary);
  }

  @Override
  public OptionalDouble agreement(TextEncoder encoder) throws IOException {
    return model.agreement(encoder);
  }

  @Override
  public EncodedImage encode(ImageSource source) throws IOException {
    return model.encode(source);
  }

  @Override
  public boolean encodesImages() {
    return model.encodesImages();
  }

  @Override
  public <I extends ImageSource> Outcomes<I, EncodedImage> encodeEach(
      Iterable<? extends I> images) {
    return model.encodeEach(images);
  }

  @Override
  public Recognition recognize(EncodedImage image) {
    return selected(model.recognize(image));
  }

  @Override
  public ImageEmbedding embed(EncodedImage image) {
    return model.embed(image);
  }

  @Override
  public boolean givesAttention() {
    return model.givesAttention();
  }

  @Override
  public List<TagAttention> attention(EncodedImage image, List<Tag> tags) {
    return model.attention(image, tags);
  }

  @Override
  public void warmUp() {
    model.warmUp();
  }

  @Override
  public void close() {
    if (owned) {
      model.close();
    }
  }

  /** The outcomes of the model, of the selected tags. */
  private final class Selected<I extends ImageSource> implements Outcomes<I, Recognition> {
    private final Outcomes<I, Recognition> all;
    private final Iterator<Outcome<I, Recognition>> iterator;

    Selected(Outcomes<I, Recognition> all) {
      this.all = all;
      Iterator<Outcome<I, Recognition>> given = all.iterator();
      this.iterator =
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return given.hasNext();
            }

            @Override
            public Outcome<I, Recognition> next() {
              return select(given.next());
            }
          };
    }

    private Outcome<I, Recognition> select(Outcome<I, Recognition> outcome) {
      if (outcome.failure().isPresent()) {
        return outcome;
      }
      try {
        return Outcome.of(
            outcome.index(), outcome.input(), selected(outcome.result().orElseThrow()));
      } catch (RamException e) {
        return Outcome.failed(outcome.index(), outcome.input(), e);
      }
    }

    @Override
    public Iterator<Outcome<I, Recognition>> iterator() {
      return iterator;
    }

    @Override
    public void close() {
      all.close();
    }
  }
}
