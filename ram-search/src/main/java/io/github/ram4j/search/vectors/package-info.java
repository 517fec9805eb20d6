/** Embeddings of a catalogue, and an index by which near ones are found. */
@NullMarked
package io.github.ram4j.search.vectors;

import org.jspecify.annotations.NullMarked;
