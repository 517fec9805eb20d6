/**
 * Conversion to lower precision by measurement: calibration images determine the products of a
 * model that tolerate int8, and every bundle records its agreement with float32.
 *
 * <p>{@link io.github.ram4j.quantize.Quantizer} is the entry point.
 */
package io.github.ram4j.quantize;
