package io.github.ram4j;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A model that recognizes the tags of an image, out of its vocabulary.
 *
 * <p>Thread-safe: share one per model. The code that opened a recognizer closes it. {@link
 * #close()} waits for running calls and may be called any number of times; every other method
 * throws {@link IllegalStateException} afterwards, {@link #model()} and {@link #vocabulary()}
 * aside.
 *
 * <p>All {@code recognize} methods throw {@link ImageException} if an image cannot be decoded or is
 * above the limits that the recognizer was opened with, and {@link RamException} if the engine
 * fails.
 */
public interface Recognizer extends AutoCloseable {

  /**
   * A description of the model and of the way it runs.
   *
   * @return the same at each call
   */
  ModelInfo model();

  /**
   * The tags, in the order of the logits, with the thresholds in use.
   *
   * @return the same at each call
   */
  TagVocabulary vocabulary();

  /**
   * Recognizes one image in any shape. A recognizer of your own needs no other {@code recognize}
   * method than this.
   *
   * @param source borrowed until this returns
   * @return every tag's score
   * @throws IOException if its file or stream cannot be read
   */
  Recognition recognize(ImageSource source) throws IOException;

  /**
   * Recognizes a stream of images. The outcome of each is a recognition, or the exception that this
   * image alone led to. For any number of images, since memory does not grow with it.
   *
   * <p>Recognizers of this project infer in batches as large as they were opened for, and decode
   * the next images on other threads meanwhile; images of an {@link InputStream} are read in the
   * calling thread. Images that could not be read are left out of their batch, and no image is
   * inferred twice. A recognizer of your own, unless it overrides this method, recognizes an image
   * when its outcome is asked for.
   *
   * <p>Open outcomes do not hinder {@link #close()}; afterwards the next one is an {@link
   * IllegalStateException}.
   *
   * @param <I> a kind of image source, as {@link Outcome#input()} gives it back
   * @param images any number, each in any shape; gone through once
   * @return the outcomes, to be closed by the caller
   */
  default <I extends ImageSource> Outcomes<I, Recognition> recognizeEach(
      Iterable<? extends I> images) {
    return new OneByOne<>(images, this::recognize);
  }

  /**
   * Recognizes several images, all or none: {@link #recognizeEach} as a list, for those that fit
   * into memory.
   *
   * @param sources any number, each in any shape; borrowed until this returns
   * @return one recognition for each image, in the same order
   * @throws IOException if a file or stream cannot be read, or the thread is interrupted; no
   *     recognition is returned then
   */
  default List<Recognition> recognizeAll(List<? extends ImageSource> sources) throws IOException {
    return OneByOne.all(recognizeEach(List.copyOf(sources)));
  }

  /**
   * Recognizes a decoded image.
   *
   * @param image any size and type; alpha is dropped, not blended; borrowed until this returns
   * @return every tag's score
   */
  default Recognition recognize(BufferedImage image) {
    return inMemory(ImageSource.of(image));
  }

  /**
   * Recognizes an encoded image in memory.
   *
   * @param encoded a whole PNG, JPEG, WebP, BMP, GIF or TIFF file; borrowed until this returns
   * @return every tag's score
   */
  default Recognition recognize(byte[] encoded) {
    return inMemory(ImageSource.of(encoded));
  }

  /**
   * Recognizes an encoded image in a file.
   *
   * @param file PNG, JPEG, WebP, BMP, GIF or TIFF
   * @return every tag's score
   * @throws IOException if the file cannot be read
   */
  default Recognition recognize(Path file) throws IOException {
    return recognize(ImageSource.of(file));
  }

  /**
   * Recognizes an encoded image from a stream.
   *
   * @param encoded a PNG, JPEG, WebP, BMP, GIF or TIFF file; read to its end, not closed
   * @return every tag's score
   * @throws IOException if reading fails
   */
  default Recognition recognize(InputStream encoded) throws IOException {
    return recognize(ImageSource.of(encoded));
  }

  /**
   * A recognizer of other tags over the same open model: new names, tags of the model's list, or
   * both. An image costs the encoder and these tags alone. Nothing of the image encoder is copied;
   * any number of vocabularies may be in use, on any threads, and none changes the scores of
   * another.
   *
   * <p>The recognizer's {@link #vocabulary()} has a tag for each of the vocabulary's, in its order.
   * Tags of the model's list keep their ids and Chinese names; new ones are numbered from the
   * list's greatest id on. Closing it frees its tags and leaves this recognizer open; closing this
   * one closes it.
   *
   * @param tags the tags to recognize
   * @return a recognizer, which need not be closed
   * @throws ModelException if this model takes no new tags, or rows of another width; the message
   *     has both
   * @throws IllegalArgumentException if the model's list lacks a tag of it that the vocabulary
   *     names
   */
  default Recognizer withVocabulary(OpenVocabulary tags) {
    throw new ModelException(
        "model %s: new tags: expected a recognizer that takes them, found %s"
            .formatted(model().source(), getClass().getName()));
  }

  /**
   * Compares a text encoder with the one that the model was trained with, by some tags of the
   * model's list: the mean cosine similarity of the embeddings that the model has for them and
   * those that the encoder gives. Published checkpoints do not say their encoder, so it is worth a
   * look, and no reason to refuse one.
   *
   * @param encoder used until this returns
   * @return near 1 for the same encoder, near 0 for another one; empty where the model does not
   *     keep the embeddings of its tags
   * @throws IOException if a file of the model cannot be read
   * @throws ModelException if the encoder's embeddings have another width than the model's
   */
  default OptionalDouble agreement(TextEncoder encoder) throws IOException {
    return OptionalDouble.empty();
  }

  /**
   * Encodes an image, to recognize tags of any number of vocabularies later, without the image and
   * without its encoder.
   *
   * @param source the image, in any shape; borrowed until this returns
   * @return the encoded image, free of native memory
   * @throws IOException if its file or stream cannot be read
   * @throws ModelException if the model cannot be cut after its encoder, as others' ONNX files
   */
  default EncodedImage encode(ImageSource source) throws IOException {
    throw new ModelException(
        "model %s: encoded images: expected a model of an image encoder and a tagging head, found %s"
            .formatted(model().source(), getClass().getName()));
  }

  /**
   * Whether images can be encoded: whether {@link #encode}, {@link #encodeEach} and {@link #embed}
   * have more to give than a {@link ModelException}.
   *
   * @return true for models of an image encoder and a tagging head, false for others' ONNX files
   */
  default boolean encodesImages() {
    return false;
  }

  /**
   * Encodes a stream of images, as {@link #recognizeEach} recognizes one: in batches, with the next
   * images decoded on other threads meanwhile. For whoever wants more of an image than its tags:
   * its embedding, its sentences or the tags of other vocabularies.
   *
   * @param <I> a kind of image source, as {@link Outcome#input()} gives it back
   * @param images any number, each in any shape; gone through once
   * @return the outcomes, to be closed by the caller
   * @throws ModelException if the model cannot be cut after its encoder
   */
  default <I extends ImageSource> Outcomes<I, EncodedImage> encodeEach(
      Iterable<? extends I> images) {
    return new OneByOne<>(images, this::encode);
  }

  /**
   * Recognizes the tags of an encoded image.
   *
   * @param image of this recognizer or another of the same bundle
   * @return every tag's score
   * @throws IllegalArgumentException if the encoder of another bundle made it
   * @throws ModelException if the model cannot be cut after its encoder
   */
  default Recognition recognize(EncodedImage image) {
    throw new ModelException(
        "model %s: encoded images: expected a model of an image encoder and a tagging head, found %s"
            .formatted(model().source(), getClass().getName()));
  }

  /**
   * Recognizes tags of a vocabulary in an encoded image: {@link #withVocabulary} for one image.
   *
   * @param image of this recognizer or another of the same bundle
   * @param tags the tags to recognize
   * @return every tag's score
   * @throws IllegalArgumentException if the encoder of another bundle made it
   * @throws ModelException as {@link #withVocabulary}
   */
  default Recognition recognize(EncodedImage image, OpenVocabulary tags) {
    return withVocabulary(tags).recognize(image);
  }

  /**
   * Embeds an image, to find similar ones. {@link ImageEmbedding} says what it is good for, and
   * what not.
   *
   * @param source the image, in any shape; borrowed until this returns
   * @return the embedding, {@link ImageEmbedding.Kind#ALIGNED} of RAM and RAM++, {@link
   *     ImageEmbedding.Kind#POOLED} of others
   * @throws IOException if its file or stream cannot be read
   * @throws ModelException if the model cannot be cut after its encoder
   */
  default ImageEmbedding embed(ImageSource source) throws IOException {
    return embed(encode(source));
  }

  /**
   * Embeds an encoded image.
   *
   * @param image of this recognizer or another of the same bundle
   * @return the embedding
   * @throws IllegalArgumentException if the encoder of another bundle made it
   * @throws ModelException if the model cannot be cut after its encoder
   */
  default ImageEmbedding embed(EncodedImage image) {
    throw new ModelException(
        "model %s: embeddings: expected a model of an image encoder and a tagging head, found %s"
            .formatted(model().source(), getClass().getName()));
  }

  /**
   * Whether the model says where it looks for tags: whether {@link #attention(EncodedImage, List)}
   * has more to give than a {@link ModelException}. Asking computes nothing.
   *
   * @return true for bundles of RAM and RAM++
   */
  default boolean givesAttention() {
    return false;
  }

  /**
   * Where the tagging head looks for tags of the model's list: its attention to the parts of the
   * image, the mean of all layers and heads. A hint, and no box; {@link TagAttention} says more.
   * Computed when asked for: the first call opens a part of the model for it, and recognizing costs
   * what it did.
   *
   * @param source the image, in any shape; borrowed until this returns
   * @param tags of the model's list, any number, recognized or not
   * @return a map for each tag, in their order
   * @throws IOException if its file or stream cannot be read
   * @throws IllegalArgumentException if a tag is not of the model's list
   * @throws ModelException if the model has no such head: RAM and RAM++ have one
   */
  default List<TagAttention> attention(ImageSource source, List<Tag> tags) throws IOException {
    return attention(encode(source), tags);
  }

  /**
   * Where the tagging head looks for tags of the model's list in an encoded image.
   *
   * @param image of this recognizer or another of the same bundle
   * @param tags of the model's list, any number, recognized or not
   * @return a map for each tag, in their order
   * @throws IllegalArgumentException if the encoder of another bundle made the image, or a tag is
   *     not of the model's list
   * @throws ModelException if the model has no such head: RAM and RAM++ have one
   */
  default List<TagAttention> attention(EncodedImage image, List<Tag> tags) {
    throw new ModelException(
        "model %s: attention: expected a bundle of RAM or RAM++, whose tagging head attends to parts of the image, found %s"
            .formatted(model().source(), getClass().getName()));
  }

  /**
   * Recognizes a generated image and forgets the answer. This loads the library that decodes images
   * and allocates the memory of a first call, so that no user's first image pays for it. It takes
   * as long as that first image would. It may be called while images come, on any thread.
   */
  default void warmUp() {
    inMemory(WarmUpImage.jpeg());
  }

  /**
   * Refuses further calls, waits for running ones, then frees the model. Called again, it waits
   * until that is done and does nothing else.
   */
  @Override
  void close();

  private Recognition inMemory(ImageSource source) {
    try {
      return recognize(source);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }
}
