package io.github.ram4j.onnx.locate;

import ai.onnxruntime.OrtSession;
import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.Tag;
import io.github.ram4j.TextRange;
import io.github.ram4j.bundle.LocatingGraphs;
import io.github.ram4j.image.batch.DirectBuffer;
import io.github.ram4j.image.batch.ImagePreprocessor;
import io.github.ram4j.image.batch.ImagePreprocessor.PreparedImage;
import io.github.ram4j.locate.Box;
import io.github.ram4j.locate.LocateOptions;
import io.github.ram4j.locate.LocatedImage;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.locate.Region;
import io.github.ram4j.runtime.lifetime.CallGate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** A locator on a bundle's sessions. */
public final class OnnxLocator implements Locator {
  /** Captions whose text features are kept: the tags of a folder's images are often the same. */
  private static final int KNOWN_CAPTIONS = 64;

  /** Sizes of images whose geometry is kept. */
  private static final int KNOWN_SIZES = 3;

  private final ModelInfo info;
  private final GroundingModel model;
  private final ImagePreprocessor preprocessor;
  private final CallGate gate;
  private final ConcurrentLinkedQueue<DirectBuffer> free = new ConcurrentLinkedQueue<>();
  private final RecentlyUsed<List<Integer>, float[]> texts = new RecentlyUsed<>(KNOWN_CAPTIONS);
  private final RecentlyUsed<Long, ImageGeometry> geometries = new RecentlyUsed<>(KNOWN_SIZES);

  /** A locator that owns its model. */
  public OnnxLocator(ModelInfo info, GroundingModel model, ImagePreprocessor preprocessor) {
    this.info = info;
    this.model = model;
    this.preprocessor = preprocessor;
    this.gate = CallGate.open("locator of " + info.source());
  }

  @Override
  public ModelInfo model() {
    return info;
  }

  @Override
  public LocatedImage locate(ImageSource image, List<Tag> tags, LocateOptions options)
      throws IOException {
    List<Tag> given = List.copyOf(tags);
    Objects.requireNonNull(options, "options");
    return gate.call(
        () -> {
          TagCaptions captions =
              TagCaptions.of(
                  given,
                  model.pieces(),
                  model.marks(),
                  model.sizes().textTokens(),
                  options.joining());
          return inImage(
              image,
              located -> {
                List<FoundBox> found = new ArrayList<>();
                for (Caption caption : captions.captions()) {
                  RawBoxes raw = located.boxes(caption);
                  for (int query = 0; query < raw.queries(); query++) {
                    addBest(found, raw, query, caption, located, options);
                  }
                }
                List<Region> regions =
                    BoxChoice.of(found, options).stream()
                        .map(
                            box ->
                                new Region(
                                    given.get((Integer) box.target()),
                                    box.score(),
                                    box.box(),
                                    List.of()))
                        .toList();
                return located.result(regions, captions.skipped());
              });
        });
  }

  /** Adds a query's box for the target of its best token. */
  private static void addBest(
      List<FoundBox> found,
      RawBoxes raw,
      int query,
      Caption caption,
      Located located,
      LocateOptions options) {
    Span best = null;
    float score = options.boxThreshold();
    for (Span span : caption.spans()) {
      float ofSpan = raw.score(query, raw.best(query, span));
      if (ofSpan > score) {
        best = span;
        score = ofSpan;
      }
    }
    if (best != null) {
      found.add(new FoundBox(best.target(), score, located.box(raw, query)));
    }
  }

  @Override
  public LocatedImage locatePhrase(ImageSource image, String phrase, LocateOptions options)
      throws IOException {
    Objects.requireNonNull(options, "options");
    PhraseCaption caption =
        PhraseCaption.of(phrase, model.pieces(), model.marks(), model.sizes().textTokens());
    return gate.call(
        () ->
            inImage(
                image,
                located ->
                    caption.ranges().isEmpty()
                        ? located.result(List.of(), List.of())
                        : located.result(regions(phrase, caption, located, options), List.of())));
  }

  private static List<Region> regions(
      String phrase, PhraseCaption caption, Located located, LocateOptions options) {
    RawBoxes raw = located.boxes(caption.caption());
    List<FoundBox> found = new ArrayList<>();
    for (int query = 0; query < raw.queries(); query++) {
      float best = 0;
      for (Span span : caption.caption().spans()) {
        best = Math.max(best, raw.score(query, span.from()));
      }
      if (best > options.boxThreshold()) {
        float least = Math.min(options.wordThreshold(), Math.nextDown(best));
        List<TextRange> ranges = new ArrayList<>();
        for (Span span : caption.caption().spans()) {
          if (raw.score(query, span.from()) > least) {
            join(ranges, caption.ranges().get(span.target()), phrase);
          }
        }
        found.add(new FoundBox(ranges, best, located.box(raw, query)));
      }
    }
    List<Region> regions = new ArrayList<>();
    for (FoundBox box : BoxChoice.of(found, options)) {
      @SuppressWarnings("unchecked") // put in above
      List<TextRange> ranges = (List<TextRange>) box.target();
      String words =
          ranges.stream().map(range -> range.of(phrase)).collect(Collectors.joining(" "));
      Tag tag = new Tag(regions.size(), words, List.of(), true);
      regions.add(new Region(tag, box.score(), box.box(), ranges));
    }
    return regions;
  }

  /** Adds a range, joined with the one before if there are but blanks between. */
  private static void join(List<TextRange> ranges, TextRange range, String phrase) {
    if (!ranges.isEmpty()) {
      TextRange before = ranges.get(ranges.size() - 1);
      if (range.start() < before.end() || phrase.substring(before.end(), range.start()).isBlank()) {
        ranges.set(ranges.size() - 1, new TextRange(before.start(), range.end()));
        return;
      }
    }
    ranges.add(range);
  }

  /** The work with an image that is prepared. */
  @FunctionalInterface
  private interface WithImage {
    LocatedImage run(Located located) throws IOException;
  }

  private LocatedImage inImage(ImageSource image, WithImage work) throws IOException {
    DirectBuffer borrowed = free.poll();
    DirectBuffer buffer = borrowed != null ? borrowed : new DirectBuffer();
    try (Located located = new Located(preprocessor.prepare(image, buffer, LocatingGraphs.PATCH))) {
      return work.run(located);
    } finally {
      free.add(buffer);
    }
  }

  /** An image, encoded when the first caption comes. */
  private final class Located implements AutoCloseable {
    private final PreparedImage image;
    private ImageGeometry geometry;
    private OrtSession.Result features;

    Located(PreparedImage image) {
      this.image = image;
    }

    RawBoxes boxes(Caption caption) {
      CaptionTokens tokens = caption.tokens();
      float[] text =
          texts.get(
              Arrays.stream(tokens.ids()).boxed().toList(), ids -> model.textFeatures(tokens));
      if (features == null) {
        int width = image.fit().inputWidth();
        int height = image.fit().inputHeight();
        geometry =
            geometries.get((long) width << 32 | height, key -> model.geometry(width, height));
        features =
            model.imageFeatures(
                image.pixels(), width, height, geometry, Set.of(LocatingGraphs.FEATURES));
      }
      try (OrtSession.Result fused = model.fused(features, geometry, tokens, text);
          OrtSession.Result decoded = model.decoded(fused, geometry)) {
        return model.boxes(decoded, geometry, tokens.size());
      }
    }

    Box box(RawBoxes raw, int query) {
      float[] boxes = raw.boxes();
      int at = 4 * query;
      return Box.ofCentre(
          boxes[at] * image.width(),
          boxes[at + 1] * image.height(),
          boxes[at + 2] * image.width(),
          boxes[at + 3] * image.height());
    }

    LocatedImage result(List<Region> regions, List<Tag> skipped) {
      return new LocatedImage(image.width(), image.height(), image.orientation(), regions, skipped);
    }

    @Override
    public void close() {
      if (features != null) {
        features.close();
      }
    }
  }

  @Override
  public void close() {
    gate.close(
        () -> {
          free.clear();
          texts.clear();
          geometries.clear();
          model.close();
        });
  }
}
