package io.github.ram4j.image.heif.colour;

/**
 * How an image is converted.
 *
 * @param filter of chroma
 * @param chromaShift bits that chroma loses first
 * @param rule for each pixel
 */
record Conversion(ChromaFilter filter, int chromaShift, PixelRule rule) {}
