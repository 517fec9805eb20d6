package io.github.ram4j.quantize;

/**
 * How far a product with 8-bit integers is from the same product with float32.
 *
 * @param product the product's name
 * @param relativeError root of the sum of squares of the differences, over that of the product, on
 *     all calibration images; 0 or more
 */
public record ProductError(String product, double relativeError) {}
