/** Where things are in an image: boxes for tags, names or the words of a phrase, and masks. */
@NullMarked
package io.github.ram4j.locate;

import org.jspecify.annotations.NullMarked;
