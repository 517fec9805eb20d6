/**
 * Conversion of published checkpoints to bundles, without Python.
 *
 * <p>{@link io.github.ram4j.convert.Converter} reads a checkpoint ({@code checkpoint}), finds the
 * model's sizes ({@code layout}), emits its graphs ({@code family}, {@code model}) with a small
 * builder ({@code graph}), and writes a bundle. These packages are not exported to users.
 */
package io.github.ram4j.convert;
