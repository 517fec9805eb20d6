/** Search in a catalogue of images: by words, by a similar image, by a text. */
@NullMarked
package io.github.ram4j.search;

import org.jspecify.annotations.NullMarked;
