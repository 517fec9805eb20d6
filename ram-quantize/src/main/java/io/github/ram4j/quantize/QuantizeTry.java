package io.github.ram4j.quantize;

/**
 * A choice of products that was tried, by inference before a bundle is written.
 *
 * @param floatProducts how many products stayed float32, 0 or more
 * @param agreement of the answers with those of float32, on the calibration images
 */
public record QuantizeTry(int floatProducts, Agreement agreement) {}
