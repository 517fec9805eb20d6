package io.github.ram4j.onnx.caption;

import io.github.ram4j.Caption;
import io.github.ram4j.CaptionOptions;
import io.github.ram4j.CaptionTag;
import io.github.ram4j.ModelException;
import io.github.ram4j.ModelTask;
import io.github.ram4j.TextRange;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.bundle.CaptionSizes;
import io.github.ram4j.bundle.CaptioningGraphs;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.onnx.search.Hypothesis;
import io.github.ram4j.onnx.tagging.BundleTagger;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.bundle.BundleReading;
import io.github.ram4j.runtime.lifetime.Opened;
import io.github.ram4j.text.TagMentions;
import io.github.ram4j.text.TagTokens;
import io.github.ram4j.text.WordPieces;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The parts of a bundle that writes captions: its sessions, its tokenizer, and the texts that go in
 * and come out. Thread-safe.
 */
public final class CaptionModel implements AutoCloseable {
  /** The prompt that every sentence begins with, cut from the front of its text. */
  private static final String PROMPT = "a picture of ";

  private static final Set<String> GRAPHS =
      Set.of(
          TaggingGraphs.IMAGE_ENCODER,
          TaggingGraphs.TAGGING_HEAD,
          CaptioningGraphs.TAG_ENCODER,
          CaptioningGraphs.CAPTION_DECODER);

  private final String name;
  private final CaptionSizes sizes;
  private final WordPieces words;
  private final int[] prompt;
  private final BundleTagger tagger;
  private final TagEncoder tagEncoder;
  private final CaptionDecoder decoder;

  private CaptionModel(
      Bundle bundle,
      CaptionSizes sizes,
      WordPieces words,
      BundleTagger tagger,
      TagEncoder tagEncoder,
      CaptionDecoder decoder) {
    this.name = bundle.name();
    this.sizes = sizes;
    this.words = words;
    this.prompt =
        IntStream.concat(IntStream.of(words.dec()), IntStream.of(words.encode(PROMPT))).toArray();
    this.tagger = tagger;
    this.tagEncoder = tagEncoder;
    this.decoder = decoder;
    if (prompt.length != CaptionOptions.PROMPT_LENGTH) {
      throw new ModelException(
          "bundle %s: words: expected \"%s\" to have %d ids with [DEC], found %d; the list of words"
                  .formatted(name, PROMPT.strip(), CaptionOptions.PROMPT_LENGTH, prompt.length)
              + " is not the one that the model was trained with");
    }
  }

  /** Opens the parts that captions need, and checks the bundle's files. */
  public static CaptionModel open(Bundle bundle, RuntimeOptions options) throws IOException {
    bundle.require(ModelTask.TAGGING);
    CaptionSizes sizes =
        CaptionSizes.of(bundle.manifest()).orElseThrow(() -> withoutCaptions(bundle));
    return BundleReading.during(bundle, GRAPHS, options, reading -> open(reading, sizes, options));
  }

  private static ModelException withoutCaptions(Bundle bundle) {
    return new ModelException(
        ("bundle %s: tasks: expected captioning, found tagging of family %s; Tag2Text has captions"
                + " where it was converted with its list of words (convert --vocab)")
            .formatted(bundle.name(), bundle.manifest().family().id()));
  }

  private static CaptionModel open(
      BundleReading reading, CaptionSizes sizes, RuntimeOptions options) throws IOException {
    Bundle bundle = reading.bundle();
    WordPieces words;
    try (InputStream in = bundle.openWords()) {
      String list = "bundle %s: %s".formatted(bundle.name(), BundleManifest.WORDS_FILE_NAME);
      words = WordPieces.read(in, list, sizes.vocabulary());
    }
    try (Opened opened = new Opened()) {
      BundleTagger tagger = opened.add(BundleTagger.open(reading, options));
      TagEncoder tagEncoder = opened.add(TagEncoder.open(reading, sizes, tagger, options));
      CaptionDecoder decoder = opened.add(CaptionDecoder.open(reading, sizes, options));
      CaptionModel model = new CaptionModel(bundle, sizes, words, tagger, tagEncoder, decoder);
      opened.keep();
      return model;
    }
  }

  public BundleTagger tagger() {
    return tagger;
  }

  public TagEncoder tagEncoder() {
    return tagEncoder;
  }

  public CaptionDecoder decoder() {
    return decoder;
  }

  /** The ids that every sentence begins with. */
  int[] prompt() {
    return prompt.clone();
  }

  /** The id that ends a sentence. */
  int sep() {
    return words.sep();
  }

  /** Checks options against the model's sizes. */
  void requireFits(CaptionOptions options) {
    if (options.maxLength() > sizes.positions()) {
      throw new IllegalArgumentException(
          "maximum length: expected at most the %d positions of bundle %s, found %d"
              .formatted(sizes.positions(), name, options.maxLength()));
    }
    if (2L * options.beams() > sizes.vocabulary()) {
      throw new IllegalArgumentException(
          "beams: expected at most half of the %d words of bundle %s, found %d"
              .formatted(sizes.vocabulary(), name, options.beams()));
    }
  }

  public TagTokens tokens(List<CaptionTag> tags) {
    return words.encodeTags(tags.stream().map(CaptionTag::name).toList());
  }

  /**
   * A caption from a hypothesis: its text, and the tags with their places in it.
   *
   * @param whole number of tags, from the first on, that the model could read
   */
  Caption caption(Hypothesis sentence, List<CaptionTag> tags, int whole) {
    int[] ids = sentence.ids().stream().mapToInt(Integer::intValue).toArray();
    String decoded = words.decode(ids);
    String text = decoded.substring(Math.min(PROMPT.length(), decoded.length()));
    List<List<TextRange>> ranges =
        TagMentions.find(text, tags.stream().map(CaptionTag::name).toList());
    List<CaptionTag> used = new ArrayList<>(tags.size());
    for (int i = 0; i < tags.size(); i++) {
      CaptionTag tag = tags.get(i);
      used.add(new CaptionTag(tag.name(), tag.recognized(), i < whole, ranges.get(i)));
    }
    return new Caption(text, sentence.ids(), sentence.score(), sentence.ending(), used);
  }

  @Override
  public void close() {
    try (tagger;
        tagEncoder) {
      decoder.close();
    }
  }
}
