/**
 * What several packages do to the rows of a catalogue.
 *
 * <p>Nullness is checked: what may be null is marked {@code @Nullable}.
 */
@NullMarked
package io.github.ram4j.catalog.sql;

import org.jspecify.annotations.NullMarked;
