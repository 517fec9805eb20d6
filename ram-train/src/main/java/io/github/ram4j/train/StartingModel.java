package io.github.ram4j.train;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.checkpoint.Checkpoint;
import io.github.ram4j.convert.layout.ModelShape;
import io.github.ram4j.convert.layout.TensorNames;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.text.WordList;
import io.github.ram4j.train.model.ChangedTags;
import io.github.ram4j.train.model.InitialWeights;
import io.github.ram4j.train.model.NewPositions;
import io.github.ram4j.train.model.ParameterStore;
import io.github.ram4j.train.model.StoredWeights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Starting model of a training: a new one, or a checkpoint, optionally with another vocabulary.
 *
 * <p>Immutable. Checkpoints are opened and read when a training begins.
 */
public final class StartingModel {

  private final ModelShape shape;
  private final ParameterStore.Source weights;
  private final TagVocabulary vocabulary;
  private final Optional<WordList> words;
  private final List<Integer> newTags;

  private StartingModel(
      ModelShape shape,
      ParameterStore.Source weights,
      TagVocabulary vocabulary,
      Optional<WordList> words,
      List<Integer> newTags) {
    this.shape = shape;
    this.weights = weights;
    this.vocabulary = vocabulary;
    this.words = words;
    this.newTags = newTags;
  }

  /**
   * A new model with random weights and without captions.
   *
   * @param sizes of the model
   * @param vocabulary its tags
   * @param seed of the weights
   * @return the model
   * @throws IllegalArgumentException if sizes do not fit each other, or have a caption half
   */
  public static StartingModel fresh(ModelSizes sizes, TagVocabulary vocabulary, long seed) {
    return fresh(sizes, vocabulary, Optional.empty(), seed);
  }

  /**
   * A new model with random weights that writes captions.
   *
   * @param sizes of the model
   * @param vocabulary its tags
   * @param wordList {@code vocab.txt}, the token vocabulary of its captions
   * @param seed of the weights
   * @return the model
   * @throws IOException if the word list cannot be read
   * @throws IllegalArgumentException if sizes do not fit each other, or have no caption half
   */
  public static StartingModel fresh(
      ModelSizes sizes, TagVocabulary vocabulary, Path wordList, long seed) throws IOException {
    return fresh(sizes, vocabulary, Optional.of(read(wordList)), seed);
  }

  private static StartingModel fresh(
      ModelSizes sizes, TagVocabulary vocabulary, Optional<WordList> words, long seed) {
    if (sizes.hasText() != words.isPresent()) {
      throw new IllegalArgumentException(
          "word list: expected one for a model with a caption half and none for others, found "
              + (words.isPresent() ? "one for a model without" : "none for a model with one"));
    }
    ModelShape shape = sizes.shape(vocabulary.size(), words.map(WordList::size));
    List<Integer> all = IntStream.range(0, vocabulary.size()).boxed().toList();
    return new StartingModel(shape, new InitialWeights(seed), vocabulary, words, all);
  }

  /**
   * A checkpoint in the published layout, with the published tags of its family and without
   * captions.
   *
   * @param checkpoint a {@code .pth} or {@code .safetensors} file, which stays where it is
   * @return the model
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it has another number of tags
   * @throws io.github.ram4j.ModelException if it is no such checkpoint, or of other sizes
   */
  public static StartingModel ofCheckpoint(Path checkpoint) throws IOException {
    return ofCheckpoint(checkpoint, CheckpointOptions.defaults());
  }

  /**
   * A checkpoint in the published layout.
   *
   * @param checkpoint a {@code .pth} or {@code .safetensors} file, which stays where it is
   * @param options its tags, its token vocabulary, and sizes that its tensors do not show
   * @return the model
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if it has another number of tags or tokens
   * @throws io.github.ram4j.ModelException if it is no such checkpoint, or of other sizes
   */
  public static StartingModel ofCheckpoint(Path checkpoint, CheckpointOptions options)
      throws IOException {
    Optional<WordList> words =
        options.wordList().isPresent()
            ? Optional.of(read(options.wordList().get()))
            : Optional.empty();
    try (Checkpoint file = Checkpoint.open(checkpoint)) {
      ModelShape shape = StoredWeights.shape(new Weights(file), options.asked(), words.isPresent());
      TagVocabulary vocabulary = options.vocabulary().orElseGet(() -> published(shape.family()));
      requireSame(checkpoint, "tags", shape.sizes().tags(), "tag list", vocabulary.size());
      if (words.isPresent()) {
        int ids = shape.text().orElseThrow().vocabulary();
        requireSame(
            checkpoint, "ids of words", ids, "word list and [DEC], [ENC]", words.get().size() + 2);
      }
      return new StartingModel(shape, new StoredWeights(checkpoint), vocabulary, words, List.of());
    }
  }

  private static TagVocabulary published(ModelFamily family) {
    return family.equals(ModelFamily.TAG2TEXT) ? TagVocabulary.tag2text() : TagVocabulary.ram();
  }

  /**
   * The same model with the image encoder of a checkpoint of the same sizes. It takes over absolute
   * positions if that encoder has them.
   *
   * @param checkpoint a {@code .pth} or {@code .safetensors} file, which stays where it is
   * @return the model
   * @throws IOException if the file cannot be read
   * @throws io.github.ram4j.ModelException if it is no checkpoint
   */
  public StartingModel withEncoderOf(Path checkpoint) throws IOException {
    ParameterStore.Source encoder = new StoredWeights(checkpoint);
    return new StartingModel(
        shape.withAbsolutePositions(StoredWeights.hasAbsolutePositions(checkpoint)),
        (name, sizes) ->
            name.startsWith(TensorNames.ENCODER)
                ? encoder.read(name, sizes)
                : weights.read(name, sizes),
        vocabulary,
        words,
        newTags);
  }

  /**
   * The same model with absolute position embeddings of patches, {@code
   * visual_encoder.absolute_pos_embed} of the authors' Swin, which the published models lack. The
   * encoder of these sees relative positions within a window alone, from which statements about
   * places are learned slowly. The embeddings begin as sines and cosines of row and column, small
   * beside the patch embeddings. A model that has them keeps them.
   *
   * @return the model
   */
  public StartingModel withAbsolutePositions() {
    if (shape.sizes().absolutePositions()) {
      return this;
    }
    return new StartingModel(
        shape.withAbsolutePositions(true), new NewPositions(weights), vocabulary, words, newTags);
  }

  /**
   * The same model with another vocabulary. Tags with a known name keep their learned weights,
   * whatever their ids; new tags begin anew; missing tags are dropped. {@link TagVocabulary}
   * defines equal names.
   *
   * @param changed the tags, in their order
   * @param seed seed of the new tags' weights; a RAM with CLIP's embeddings gets random directions
   *     for them, which training fits to their images
   * @return the model
   * @throws IllegalArgumentException if the model has several tags of a name, and ids do not
   *     distinguish them
   */
  public StartingModel withVocabulary(TagVocabulary changed, long seed) {
    int[] kept = vocabulary.indicesOf(changed);
    List<Integer> begun = IntStream.range(0, kept.length).filter(i -> kept[i] < 0).boxed().toList();
    return new StartingModel(
        shape.withTags(changed.size()),
        new ChangedTags(shape, weights, kept, new InitialWeights(seed)),
        changed,
        words,
        begun);
  }

  private static WordList read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return WordList.read(in, file.toString());
    }
  }

  private static void requireSame(Path file, String what, int has, String other, int found) {
    if (has != found) {
      throw new IllegalArgumentException(
          "%s: expected a %s of its %d %s, found %d".formatted(file, other, has, what, found));
    }
  }

  /**
   * Its tags.
   *
   * @return tags in the order of their scores
   */
  public TagVocabulary vocabulary() {
    return vocabulary;
  }

  /**
   * Its family.
   *
   * @return RAM, RAM++ or Tag2Text
   */
  public ModelFamily family() {
    return shape.family();
  }

  /**
   * Side of its square input, in pixels.
   *
   * @return pixels
   */
  public int imageSizePx() {
    return shape.sizes().imageSizePx();
  }

  /**
   * Indices of the tags without learned weights.
   *
   * @return ascending, unmodifiable
   */
  public List<Integer> newTags() {
    return newTags;
  }

  ModelShape shape() {
    return shape;
  }

  ParameterStore.Source weights() {
    return weights;
  }

  Optional<WordList> words() {
    return words;
  }
}
