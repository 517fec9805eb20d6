/**
 * Pillow's bilinear resize to the last bit, and normalization: docs/models/preprocessing.md. Seen
 * by this project's modules alone.
 */
@NullMarked
package io.github.ram4j.image.resize;

import org.jspecify.annotations.NullMarked;
