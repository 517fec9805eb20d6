/**
 * Safe readers of the files that weights come in: {@code torch.save} archives (zip and the older
 * format) and safetensors.
 *
 * <p>{@link io.github.ram4j.convert.checkpoint.Checkpoint#open} is the way in. A checkpoint is
 * somebody else's file, so nothing in it is believed: a pickle runs on a small stack machine that
 * knows a fixed list of names and calls nothing, every size is checked against the file before
 * anything is allocated, no code here recurses over what a file nests, and names of archive entries
 * are looked up, never used as paths. Tensors are read from a mapping of the file; only what the
 * caller asks for is copied.
 *
 * <p>{@link io.github.ram4j.convert.checkpoint.TorchZipWriter} writes what {@code torch.load}
 * reads.
 */
package io.github.ram4j.convert.checkpoint;
