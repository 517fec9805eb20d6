/**
 * The elements of tensors on their way to a file: sources, read at the time of writing, and
 * encodings. Writers of checkpoints and of graphs use them.
 */
package io.github.ram4j.convert.tensor;
