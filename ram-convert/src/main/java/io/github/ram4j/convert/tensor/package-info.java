/**
 * The elements of tensors on their way to a file: sources that are asked when they are written, and
 * how elements are encoded. Checkpoints and graphs are written with it.
 */
package io.github.ram4j.convert.tensor;
