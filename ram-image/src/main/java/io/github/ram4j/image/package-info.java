/** Options of reading images. */
@NullMarked
package io.github.ram4j.image;

import org.jspecify.annotations.NullMarked;
