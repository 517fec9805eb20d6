/**
 * Conversions, one class for each family of models, and their registry: from a checkpoint's tensors
 * to graphs, files and the manifest of a bundle.
 */
package io.github.ram4j.convert.family;
