/**
 * Bundles: the folders that ram-convert writes and ram-onnx opens.
 *
 * <p>A bundle has a manifest, {@code bundle.properties} ({@link
 * io.github.ram4j.bundle.BundleManifest}), the tags with their thresholds, {@code tags.tsv}, and
 * the ONNX graphs, whose weights stand in a file of their own where they are many. Every file is in
 * the manifest with its length and SHA-256 digest.
 */
package io.github.ram4j.bundle;
