package io.github.ram4j.onnx.caption;

import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageSource;
import io.github.ram4j.image.batch.PixelBatch;
import io.github.ram4j.image.batch.PixelBatches;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The encoding of images by the image encoder, batch by batch. Thread-safe. */
final class ImageEncoding {
  private final PixelBatches batches;
  private final CaptionModel parts;

  ImageEncoding(PixelBatches batches, CaptionModel parts) {
    this.batches = batches;
    this.parts = parts;
  }

  /** Encodes one image, read in the calling thread. */
  EncodedImage encoded(ImageSource image) throws IOException {
    return batches.withPixels(
        image, pixels -> parts.tagger().encoded(image.name(), parts.tagger().rows(pixels, 1)));
  }

  /**
   * Encodes the images of a batch that was read.
   *
   * @param name the name of an input's image
   * @return the encoded image of each input; null where none was read
   */
  <I> List<EncodedImage> encoded(PixelBatch<I> batch, Function<? super I, String> name) {
    float[][] rows = rows(batch);
    List<EncodedImage> encoded = new ArrayList<>();
    for (int i = 0; i < batch.inputs().size(); i++) {
      encoded.add(
          batch.isRead(i)
              ? parts.tagger().encoded(name.apply(batch.inputs().get(i)), rows[batch.place(i)])
              : null);
    }
    return encoded;
  }

  /** The hidden states of each image that was read, by its place. */
  private float[][] rows(PixelBatch<?> batch) {
    float[][] rows = new float[batch.count()][];
    for (int from = 0; from < rows.length; from += batches.batchSize()) {
      int count = Math.min(rows.length - from, batches.batchSize());
      float[] some = parts.tagger().rows(batches.slice(batch.pixels(), from, count), count);
      int each = some.length / count;
      for (int i = 0; i < count; i++) {
        rows[from + i] = Arrays.copyOfRange(some, i * each, (i + 1) * each);
      }
    }
    return rows;
  }
}
