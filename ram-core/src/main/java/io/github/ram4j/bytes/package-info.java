/**
 * Bytes of files: their digests, and numbers of 16 bits. Seen by the project's own modules alone.
 */
@NullMarked
package io.github.ram4j.bytes;

import org.jspecify.annotations.NullMarked;
