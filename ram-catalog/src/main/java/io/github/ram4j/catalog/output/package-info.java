/**
 * Outputs of a catalogue: lines that are appended, files of each image.
 *
 * <p>Nullness is checked: what may be null is marked {@code @Nullable}.
 */
@NullMarked
package io.github.ram4j.catalog.output;

import org.jspecify.annotations.NullMarked;
