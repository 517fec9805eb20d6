package io.github.ram4j.catalog.run;

import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageEmbedding;
import io.github.ram4j.Recognition;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of an image.
 *
 * @param recognition its tags
 * @param embedding null where none is wanted, or the model has none
 * @param encoded the encoded image, where captions of it are yet to come
 */
record Analysis(
    Recognition recognition, @Nullable ImageEmbedding embedding, @Nullable EncodedImage encoded) {}
