package io.github.ram4j;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A captioner as an application may write one, with the methods that it must have alone. Images of
 * one byte are 0 or 1 for the score of the only tag; others cannot be decoded, and files are
 * missing.
 */
final class NamedImages implements Captioner {
  static final TagVocabulary TAGS =
      TagVocabulary.of(List.of(new Tag(0, "dog", List.of(), true)), new float[] {0.5f});

  final List<String> encoded = new ArrayList<>();

  static ImageSource image(int value) {
    return ImageSource.of(new byte[] {(byte) value});
  }

  @Override
  public ModelInfo model() {
    return ModelInfo.of(ModelFamily.TAG2TEXT, "a test");
  }

  @Override
  public TagVocabulary vocabulary() {
    return TAGS;
  }

  @Override
  public EncodedImage encode(ImageSource source) throws IOException {
    encoded.add(source.name());
    if (source instanceof ImageSource.File file) {
      throw new NoSuchFileException(file.path().toString());
    }
    byte[] bytes = new byte[] {1};
    if (source instanceof ImageSource.Bytes given) {
      bytes = given.bytes();
    } else if (source instanceof ImageSource.Stream stream) {
      bytes = stream.stream().readAllBytes();
    }
    if (bytes.length != 1) {
      throw new ImageException(source.name() + ": expected 1 byte, found " + bytes.length);
    }
    return EncodedImage.of(source.name(), "m", 1, new float[] {bytes[0]});
  }

  @Override
  public Recognition recognize(EncodedImage image) {
    return Recognition.ofLogits(TAGS, new float[] {image.rows().get(0)});
  }

  @Override
  public List<Caption> caption(EncodedImage image, Steering steering, CaptionOptions options) {
    List<CaptionTag> tags =
        steering.tags().orElseGet(() -> Steering.of(recognize(image)).tags().orElseThrow());
    String text = "%s of %.0f".formatted(image.name(), image.rows().get(0));
    Caption caption = new Caption(text, List.of(), 0, Caption.Ending.SENTENCE, tags);
    return Collections.nCopies(options.captions(), caption);
  }

  @Override
  public void close() {}
}
