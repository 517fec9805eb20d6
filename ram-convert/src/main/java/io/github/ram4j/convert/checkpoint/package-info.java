/**
 * Safe readers of checkpoint files: archives of {@code torch.save} (zip and the older format) and
 * {@code torch.jit.save}, and safetensors.
 *
 * <p>{@link io.github.ram4j.convert.checkpoint.Checkpoint#open} is the entry point. A checkpoint is
 * untrusted input. A pickle runs on a small stack machine that knows a fixed list of names and
 * calls nothing. Every size is checked against the file before memory is allocated. No code
 * recurses over a file's nesting. Names of archive entries are looked up, never used as paths.
 * Tensors are read from a mapping of the file; only requested elements are copied.
 *
 * <p>{@link io.github.ram4j.convert.checkpoint.TorchZipWriter} writes files for {@code torch.load}.
 */
package io.github.ram4j.convert.checkpoint;
