/**
 * Tags, captions and regions in the metadata of image files.
 *
 * <p>{@link io.github.ram4j.metadata.MetadataWriter} writes {@link
 * io.github.ram4j.metadata.Findings} as XMP to a sidecar or into the image file, and takes them
 * back. {@link io.github.ram4j.metadata.MetadataReader} reads what is there, and which of it was
 * automatic.
 */
@NullMarked
package io.github.ram4j.metadata;

import org.jspecify.annotations.NullMarked;
