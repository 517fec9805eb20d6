/** XMP read, changed and written, with nothing of others lost. */
@NullMarked
package io.github.ram4j.metadata.xmp;

import org.jspecify.annotations.NullMarked;
