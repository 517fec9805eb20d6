/**
 * A catalogue of images on disk: their tags, captions and embeddings in one SQLite file.
 *
 * <p>Nullness is checked: what may be null is marked {@code @Nullable}.
 */
@NullMarked
package io.github.ram4j.catalog;

import org.jspecify.annotations.NullMarked;
