package io.github.ram4j.quantize;

/**
 * The quantization error of a product in int8 against the same product in float32.
 *
 * @param product the product's name
 * @param relativeError square root of quantization noise over signal: the sum of squared
 *     differences over the sum of squares of the float32 product, on all calibration images; 0 or
 *     more
 */
public record ProductError(String product, double relativeError) {}
