/** Where things are in an image: boxes, masks, and models that find masks. */
@NullMarked
package io.github.ram4j.locate;

import org.jspecify.annotations.NullMarked;
