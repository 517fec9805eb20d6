package io.github.ram4j.parquet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An image as a row; null for what the catalogue does not have. */
final class ImageRow {
  /** A tag of an image. */
  record Tag(
      @Nullable Integer id,
      String english,
      List<String> chinese,
      List<String> path,
      @Nullable String category,
      float score) {}

  /** A region of an image, its box in pixels of the upright image: x0, y0, x1, y1. */
  @SuppressWarnings("ArrayRecordComponent") // carried to a writer, never compared
  record Region(
      String english,
      List<String> chinese,
      float score,
      float[] box,
      @Nullable Integer area,
      @Nullable Float quality,
      @Nullable String counts) {}

  final String folder;
  final String image;
  final String media;
  final long size;
  final long modifiedNs;
  @Nullable String sha256;
  @Nullable Integer width;
  @Nullable Integer height;
  @Nullable String error;
  List<Tag> tags = List.of();
  List<String> captions = List.of();

  /** Null where no run looked for any. */
  @Nullable List<Region> regions;

  @Nullable String embeddingKind;
  @Nullable String embeddingModel;
  float @Nullable [] embedding;

  ImageRow(String folder, String image, String media, long size, long modifiedNs) {
    this.folder = folder;
    this.image = image;
    this.media = media;
    this.size = size;
    this.modifiedNs = modifiedNs;
  }
}
