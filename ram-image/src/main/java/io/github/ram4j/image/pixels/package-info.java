/**
 * Decoded pixels: RGB bytes, from and to the JDK's images. Seen by this project's modules alone.
 */
@NullMarked
package io.github.ram4j.image.pixels;

import org.jspecify.annotations.NullMarked;
