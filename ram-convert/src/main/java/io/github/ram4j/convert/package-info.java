/**
 * Conversion of published checkpoints to bundles, without Python.
 *
 * <p>{@link io.github.ram4j.convert.Converter} reads a checkpoint ({@code checkpoint}), finds the
 * model's sizes and emits its graph ({@code model}) with a small builder ({@code graph}), and
 * writes a bundle. The packages behind it are not exported.
 */
package io.github.ram4j.convert;
