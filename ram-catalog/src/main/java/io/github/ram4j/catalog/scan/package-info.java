/**
 * Folders walked for images, and what has changed in them since.
 *
 * <p>Nullness is checked: what may be null is marked {@code @Nullable}.
 */
@NullMarked
package io.github.ram4j.catalog.scan;

import org.jspecify.annotations.NullMarked;
