package io.github.ram4j.quantize;

/**
 * A choice of float32 products tried by inference, before a bundle is written.
 *
 * @param floatProducts number of products in float32, 0 or more
 * @param agreement the agreement of the recognitions with those of float32, on the calibration
 *     images
 */
public record QuantizeTry(int floatProducts, Agreement agreement) {}
