package io.github.ram4j.catalog.run;

import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageEmbedding;
import io.github.ram4j.catalog.filter.OutputTag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An image on its way to the catalogue, with what was found in it. */
final class Finished {
  private final PendingImage image;
  private final byte @Nullable [] sha256;
  private final @Nullable String error;
  private List<OutputTag> tags = List.of();
  private List<String> captions = List.of();
  private @Nullable ImageEmbedding embedding;
  private @Nullable EncodedImage encoded;
  private @Nullable FoundRegions regions;

  private Finished(PendingImage image, byte @Nullable [] sha256, @Nullable String error) {
    this.image = image;
    this.sha256 = sha256;
    this.error = error;
  }

  static Finished done(PendingImage image, byte[] sha256, List<OutputTag> tags) {
    Finished finished = new Finished(image, sha256, null);
    finished.tags = List.copyOf(tags);
    return finished;
  }

  /** An image that failed; without a digest where its bytes could not be read. */
  static Finished failed(PendingImage image, byte @Nullable [] sha256, String error) {
    return new Finished(image, sha256, error);
  }

  /** Adds the embedding, and the encoded image, which is kept until its captions are written. */
  Finished withEncoded(@Nullable EncodedImage given, @Nullable ImageEmbedding itsEmbedding) {
    encoded = given;
    embedding = itsEmbedding;
    return this;
  }

  /** Adds the regions; null where nobody looked for any. */
  Finished withRegions(@Nullable FoundRegions found) {
    regions = found;
    return this;
  }

  void captions(List<String> given) {
    captions = List.copyOf(given);
    encoded = null;
  }

  PendingImage image() {
    return image;
  }

  byte @Nullable [] sha256() {
    return sha256;
  }

  @Nullable String error() {
    return error;
  }

  List<OutputTag> tags() {
    return tags;
  }

  List<String> captions() {
    return captions;
  }

  @Nullable ImageEmbedding embedding() {
    return embedding;
  }

  @Nullable FoundRegions regions() {
    return regions;
  }

  @Nullable EncodedImage encoded() {
    return encoded;
  }
}
