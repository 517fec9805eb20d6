/**
 * Conversion to lower precision by measurement: which products of a model bear 8-bit integers is
 * found out on images, and every bundle says how far its answers are from those of float32.
 *
 * <p>{@link io.github.ram4j.quantize.Quantizer} is where to begin.
 */
package io.github.ram4j.quantize;
