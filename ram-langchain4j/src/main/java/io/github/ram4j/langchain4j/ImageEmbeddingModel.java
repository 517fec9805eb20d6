package io.github.ram4j.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ContentType;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInput;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageEmbedding;
import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Outcome;
import io.github.ram4j.Outcomes;
import io.github.ram4j.Recognizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * An embedding model of images, for stores of embeddings: similar images have similar embeddings.
 * It embeds images alone, and refuses texts: the embeddings of a recognizer compare badly with
 * those of texts, as {@link ImageEmbedding} says.
 *
 * <p>An input is one {@link ImageContent} with its data. An address is refused, since nothing is
 * fetched, unless a resolver knows it.
 *
 * <p>LangChain4j's part of the interface for images is new there and may change.
 *
 * <p>Thread-safe. The recognizer remains the caller's to close.
 */
public final class ImageEmbeddingModel implements EmbeddingModel {
  private final Recognizer recognizer;
  private final ImageResolver addresses;

  /**
   * A model over an open recognizer, which takes images with their data.
   *
   * @param recognizer embeds; not closed
   */
  public ImageEmbeddingModel(Recognizer recognizer) {
    this(
        recognizer,
        address -> {
          throw new ImageException(
              "image \"%s\": expected an image with its data, found an address, which is not fetched"
                  .formatted(address));
        });
  }

  /**
   * A model over an open recognizer, which takes addresses as well.
   *
   * @param recognizer embeds; not closed
   * @param addresses finds the image of an address, or refuses it
   */
  public ImageEmbeddingModel(Recognizer recognizer, ImageResolver addresses) {
    this.recognizer = Objects.requireNonNull(recognizer, "recognizer");
    this.addresses = Objects.requireNonNull(addresses, "addresses");
  }

  @Override
  public Set<ContentType> supportedContentTypes() {
    return Set.of(ContentType.IMAGE);
  }

  /**
   * Embeds images, all or none.
   *
   * @throws ImageException if an image cannot be found or decoded
   * @throws IllegalArgumentException if an input is not one image
   */
  @Override
  public EmbeddingResponse doEmbed(EmbeddingRequest request) {
    List<ImageSource> sources = request.inputs().stream().map(this::source).toList();
    List<Embedding> embeddings = new ArrayList<>();
    try (Outcomes<ImageSource, EncodedImage> encoded = recognizer.encodeEach(sources)) {
      for (Outcome<ImageSource, EncodedImage> outcome : encoded) {
        embeddings.add(embedding(recognizer.embed(outcome.get())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading an image", e);
    }
    return EmbeddingResponse.builder().embeddings(embeddings).modelName(modelName()).build();
  }

  private ImageSource source(EmbeddingInput input) {
    List<Content> contents = input.contents();
    if (contents.size() != 1 || !(contents.get(0) instanceof ImageContent content)) {
      throw new IllegalArgumentException(
          "input of an embedding: expected one image, found " + input.contentTypes());
    }
    if (content.image().url() == null) {
      return ImageContents.source(content, "image");
    }
    try {
      return addresses.resolve(content.image().url().toString());
    } catch (IOException e) {
      throw new UncheckedIOException("reading an image", e);
    }
  }

  private static Embedding embedding(ImageEmbedding image) {
    float[] vector = new float[image.width()];
    image.vector().get(vector);
    return Embedding.from(vector);
  }

  /** The width of an embedding, found by embedding a grey image. */
  @Override
  public int dimension() {
    BufferedImage grey = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < grey.getHeight(); y++) {
      for (int x = 0; x < grey.getWidth(); x++) {
        grey.setRGB(x, y, 0x808080);
      }
    }
    try {
      return recognizer.embed(ImageSource.of(grey)).width();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /** The model's family and its place. */
  @Override
  public String modelName() {
    return recognizer.model().family() + " " + recognizer.model().source();
  }
}
