/** JPEG, PNG, WebP and TIFF files: where their XMP is, and files with another. */
@NullMarked
package io.github.ram4j.metadata.container;

import org.jspecify.annotations.NullMarked;
