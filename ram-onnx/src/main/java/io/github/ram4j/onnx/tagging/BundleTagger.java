package io.github.ram4j.onnx.tagging;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageEmbedding;
import io.github.ram4j.ModelException;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.ModelPrecision;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.TagAttention;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleFile;
import io.github.ram4j.bundle.BundleTensor;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.bundle.TensorSpec;
import io.github.ram4j.image.batch.DirectBuffer;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.bundle.BundleReading;
import io.github.ram4j.runtime.lifetime.Opened;
import io.github.ram4j.runtime.session.GraphContract;
import io.github.ram4j.runtime.session.GraphSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tagging half of a bundle: its image encoder, its tagging head, and, once new tags are asked
 * for, its open tagging head. The encoder's output goes to the heads directly, or to the heap.
 */
public final class BundleTagger implements EncodingTagger {
  private static final int CHANNELS = 3;
  private static final String IMAGE = TaggingGraphs.IMAGE;
  private static final String ROWS = TaggingGraphs.ROWS;
  private static final String LOGITS = TaggingGraphs.LOGITS;

  private final Bundle bundle;
  private final RuntimeOptions options;
  private final String encoderDigest;
  private final GraphSession encoder;
  private final GraphSession head;
  private final int imageSizePx;
  private final int tags;
  private final int memoryRows;
  private final int width;
  private final ConcurrentLinkedQueue<DirectBuffer> freeRows = new ConcurrentLinkedQueue<>();

  /** Null until new tags are asked for; guarded by this. */
  private OpenHead open;

  /** Null until attention is asked for; guarded by this. */
  private AttentionHead attention;

  private boolean closed;

  private BundleTagger(
      Bundle bundle, RuntimeOptions options, GraphSession encoder, GraphSession head) {
    this.bundle = bundle;
    this.options = options;
    this.encoderDigest = encoderDigest(bundle);
    this.encoder = encoder;
    this.head = head;
    this.imageSizePx = bundle.manifest().imageSizePx();
    this.tags = bundle.vocabulary().size();
    GraphContract.require(
        encoder, TaggingGraphs.imageEncoder(imageSizePx, TensorSpec.UNKNOWN, TensorSpec.UNKNOWN));
    TensorSpec rows = requireSizes(encoder.name(), encoder.spec().outputs().get(ROWS));
    this.memoryRows = (int) rows.size(1);
    this.width = (int) rows.size(2);
    GraphContract.require(head, TaggingGraphs.taggingHead(memoryRows, width, tags));
  }

  /** Requires hidden states of one shape, which fit an array. */
  static TensorSpec requireSizes(String encoder, TensorSpec rows) {
    boolean fits =
        rows.size(1) > 0 && rows.size(2) > 0 && rows.size(1) <= Integer.MAX_VALUE / rows.size(2);
    if (!fits) {
      throw new ModelException(
          "%s: output %s: expected a number of rows and a width that do not vary, and a product below 2^31, found %s"
              .formatted(encoder, ROWS, rows));
    }
    return rows;
  }

  /** Opens a bundle, and checks its files. */
  public static BundleTagger open(Bundle bundle, RuntimeOptions options) throws IOException {
    return BundleReading.during(
        bundle,
        Set.of(TaggingGraphs.IMAGE_ENCODER, TaggingGraphs.TAGGING_HEAD),
        options,
        reading -> open(reading, options));
  }

  /** Opens the sessions, while the bundle is read. */
  public static BundleTagger open(BundleReading reading, RuntimeOptions options)
      throws IOException {
    Bundle bundle = reading.bundle();
    try (Opened opened = new Opened()) {
      GraphSession encoder = opened.add(reading.session(TaggingGraphs.IMAGE_ENCODER, options));
      GraphSession head = opened.add(reading.session(TaggingGraphs.TAGGING_HEAD, options));
      BundleTagger tagger = new BundleTagger(bundle, options, encoder, head);
      opened.keep();
      return tagger;
    }
  }

  @Override
  public int imageSizePx() {
    return imageSizePx;
  }

  @Override
  public int fixedBatch() {
    return 0;
  }

  @Override
  public String provider() {
    return encoder.provider();
  }

  /** The number of hidden states of an image: the mean, and the tokens. */
  public int memoryRows() {
    return memoryRows;
  }

  /** The width of a hidden state. */
  public int width() {
    return width;
  }

  /** The digests of the image encoder's files, common to all images that it encoded. */
  private static String encoderDigest(Bundle bundle) {
    String graph = bundle.graph(TaggingGraphs.IMAGE_ENCODER).file();
    return bundle.manifest().files().stream()
        .filter(file -> file.name().startsWith(graph))
        .map(BundleFile::sha256)
        .collect(Collectors.joining("+"));
  }

  /** Opens the tags of a vocabulary over these sessions; nothing of it has to be closed. */
  EncodingTagger withVocabulary(VocabularyPlan plan, OpenVocabulary vocabulary, ModelInfo model)
      throws IOException {
    plan.requireFits(model, vocabulary, width, encoderDigest);
    if (!OpenHead.isIn(bundle)) {
      return new VocabularyTagger(this, plan, List.of(), null);
    }
    Optional<BundleTensor> labels = labelEmbeddings();
    if (labels.isPresent() && !hasIntegerProducts()) {
      plan.scoreListedOpenly(tags, labels.get());
    }
    List<TagInputs> inputs = plan.inputs(model.textWidth(), OpenHead.takesTexts(bundle));
    return new VocabularyTagger(this, plan, inputs, inputs.isEmpty() ? null : openHead());
  }

  /**
   * Returns whether the list's head computes with integers, as the open head does not: a tag of the
   * list would have another score by the one than by the other.
   */
  private boolean hasIntegerProducts() {
    return bundle.manifest().precision() == ModelPrecision.INT8;
  }

  /** The width of the text embeddings of new tags; 0 where the bundle has no open head. */
  public int textWidth() {
    return OpenHead.textWidth(bundle);
  }

  /** The text embeddings of the list's tags; empty in bundles that do not keep them. */
  Optional<BundleTensor> labelEmbeddings() {
    return bundle.tensor(TaggingGraphs.LABEL_EMBEDDINGS);
  }

  /** Returns whether a new tag may have several text embeddings. */
  boolean takesTexts() {
    return OpenHead.isIn(bundle) && OpenHead.takesTexts(bundle);
  }

  private synchronized OpenHead openHead() throws IOException {
    requireOpen();
    if (open == null) {
      open = OpenHead.open(bundle, options, memoryRows, width);
    }
    return open;
  }

  boolean givesAttention() {
    return labelEmbeddings().isPresent() && OpenHead.isIn(bundle);
  }

  /**
   * Where tags of the list look in an image that went through the encoder before.
   *
   * @param tags places in the list
   * @return a map for each
   */
  List<TagAttention> attention(EncodedImage image, TagVocabulary list, int... tags)
      throws IOException {
    BundleTensor labels =
        labelEmbeddings()
            .filter(kept -> OpenHead.isIn(bundle))
            .orElseThrow(
                () ->
                    new ModelException(
                        "model %s: attention: expected a bundle of RAM or RAM++ with its open tagging head, as this version converts them, found none"
                            .formatted(bundle.name())));
    AttentionHead head = attentionHead();
    List<TagInputs.Row> rows = new ArrayList<>();
    for (int place = 0; place < tags.length; place++) {
      rows.add(new TagInputs.Row(place, labels.rows(tags[place])));
    }
    List<TagInputs> inputs =
        takesTexts() ? TagInputs.ofTexts(rows, textWidth()) : TagInputs.ofSingle(rows, textWidth());
    return withRows(
        image,
        memory -> {
          TagAttention[] maps = new TagAttention[tags.length];
          inputs.forEach(some -> head.attend(memory, some, place -> list.tag(tags[place]), maps));
          return List.of(maps);
        });
  }

  private synchronized AttentionHead attentionHead() throws IOException {
    requireOpen();
    if (attention == null) {
      attention = AttentionHead.open(bundle, options, memoryRows);
    }
    return attention;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "recognizer of %s: expected to be open, found closed".formatted(bundle.name()));
    }
  }

  @Override
  public float[] logits(FloatBuffer pixels, int sources) {
    return withRows(pixels, sources, rows -> logitsOfList(rows, sources));
  }

  /** Uses the encoder's output for images, float32 [images, memory rows, width]. */
  <T> T withRows(FloatBuffer pixels, int sources, Function<OnnxTensor, T> use) {
    try (OnnxTensor image = image(pixels, sources);
        OrtSession.Result encoded = encoder.run(Map.of(IMAGE, image))) {
      return use.apply(GraphSession.output(encoded, ROWS));
    }
  }

  /** Uses an image that went through the encoder before, float32 [1, memory rows, width]. */
  <T> T withRows(EncodedImage source, Function<OnnxTensor, T> use) {
    requireOwn(source);
    DirectBuffer borrowed = freeRows.poll();
    DirectBuffer buffer = borrowed != null ? borrowed : new DirectBuffer();
    FloatBuffer rows = buffer.floats(memoryRows * width).put(source.rows()).flip();
    try (OnnxTensor tensor = head.tensor(rows, 1, memoryRows, width)) {
      return use.apply(tensor);
    } finally {
      freeRows.add(buffer);
    }
  }

  /** A use of one image of several. */
  @FunctionalInterface
  interface OfImage {
    void accept(int image, OnnxTensor rows);
  }

  /** Uses each of several images, float32 [1, memory rows, width]. */
  void eachImage(OnnxTensor rows, int sources, OfImage use) {
    if (sources == 1) {
      use.accept(0, rows);
      return;
    }
    DirectBuffer borrowed = freeRows.poll();
    DirectBuffer buffer = borrowed != null ? borrowed : new DirectBuffer();
    int each = memoryRows * width;
    FloatBuffer all = buffer.floats(Math.multiplyExact(sources, each)).put(rows.getFloatBuffer());
    try {
      for (int i = 0; i < sources; i++) {
        try (OnnxTensor one = head.tensor(all.slice(i * each, each), 1, memoryRows, width)) {
          use.accept(i, one);
        }
      }
    } finally {
      freeRows.add(buffer);
    }
  }

  /**
   * Sends images through the image encoder alone.
   *
   * @return float32 [images, memory rows, width]
   */
  public float[] rows(FloatBuffer pixels, int sources) {
    try (OnnxTensor image = image(pixels, sources);
        OrtSession.Result encoded = encoder.run(Map.of(IMAGE, image))) {
      return encoder.floats(encoded, ROWS, sources, memoryRows, width);
    }
  }

  @Override
  public List<EncodedImage> encode(List<String> names, FloatBuffer pixels) {
    float[] rows = rows(pixels, names.size());
    if (names.size() == 1) {
      return List.of(encoded(names.get(0), rows));
    }
    int each = memoryRows * width;
    List<EncodedImage> images = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      images.add(encoded(names.get(i), Arrays.copyOfRange(rows, i * each, (i + 1) * each)));
    }
    return images;
  }

  /** The encoded image of the encoder's output, float32 [memory rows, width]. */
  public EncodedImage encoded(String name, float[] rows) {
    return EncodedImage.of(name, encoderDigest, width, rows);
  }

  /** Checks that this model's encoder computed an image's hidden states. */
  public void requireOwn(EncodedImage image) {
    if (!image.model().equals(encoderDigest)) {
      throw new IllegalArgumentException(
          "%s: expected an image that bundle %s encoded, found one of another encoder"
              .formatted(image.name(), bundle.name()));
    }
    if (image.width() != width || image.rows().remaining() != memoryRows * width) {
      throw new IllegalArgumentException(
          "%s: expected %d rows of width %d, as bundle %s encodes, found %d numbers of width %d"
              .formatted(
                  image.name(),
                  memoryRows,
                  width,
                  bundle.name(),
                  image.rows().remaining(),
                  image.width()));
    }
  }

  @Override
  public float[] logits(EncodedImage source) {
    return withRows(source, rows -> logitsOfList(rows, 1));
  }

  @Override
  public ImageEmbedding embedding(EncodedImage image) {
    requireOwn(image);
    float[] mean = new float[width];
    image.rows().get(mean);
    return embedding(
        OpenHead.isIn(bundle) ? ImageEmbedding.Kind.ALIGNED : ImageEmbedding.Kind.POOLED, mean);
  }

  private ImageEmbedding embedding(ImageEmbedding.Kind kind, float[] mean) {
    try {
      return ImageEmbedding.of(kind, encoderDigest, mean);
    } catch (IllegalArgumentException e) {
      // Of what the model computed, and so no caller's mistake.
      throw new ModelException("bundle %s: %s".formatted(bundle.name(), e.getMessage()), e);
    }
  }

  /** The embeddings of images, each of length 1, float32 [images, width]. */
  float[] embeddings(OnnxTensor rows, int sources) {
    FloatBuffer all = rows.getFloatBuffer();
    float[] embeddings = new float[sources * width];
    for (int i = 0; i < sources; i++) {
      float[] mean = new float[width];
      all.get(i * memoryRows * width, mean);
      embedding(ImageEmbedding.Kind.POOLED, mean).vector().get(embeddings, i * width, width);
    }
    return embeddings;
  }

  /** The logits of the model's list, float32 [images, tags]. */
  float[] logitsOfList(OnnxTensor rows, int sources) {
    try (OrtSession.Result result = head.run(Map.of(ROWS, rows))) {
      return head.floats(result, LOGITS, sources, tags);
    }
  }

  private OnnxTensor image(FloatBuffer pixels, int sources) {
    FloatBuffer used =
        pixels.duplicate().position(0).limit(sources * CHANNELS * imageSizePx * imageSizePx);
    return encoder.tensor(used, sources, CHANNELS, imageSizePx, imageSizePx);
  }

  @Override
  public synchronized void close() {
    closed = true;
    freeRows.clear();
    try (encoder;
        head) {
      try {
        if (open != null) {
          open.close();
        }
      } finally {
        if (attention != null) {
          attention.close();
        }
      }
    }
  }
}
