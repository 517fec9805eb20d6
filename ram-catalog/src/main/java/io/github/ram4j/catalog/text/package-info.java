/**
 * The full text of images, as it is written.
 *
 * <p>Nullness is checked: what may be null is marked {@code @Nullable}.
 */
@NullMarked
package io.github.ram4j.catalog.text;

import org.jspecify.annotations.NullMarked;
