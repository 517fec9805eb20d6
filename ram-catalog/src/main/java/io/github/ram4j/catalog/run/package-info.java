/**
 * Runs that tag the images of a catalogue, and can be killed and resumed.
 *
 * <p>Nullness is checked: what may be null is marked {@code @Nullable}.
 */
@NullMarked
package io.github.ram4j.catalog.run;

import org.jspecify.annotations.NullMarked;
