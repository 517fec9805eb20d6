/** Files that are either whole or not there. Seen by the project's own modules alone. */
@NullMarked
package io.github.ram4j.files;

import org.jspecify.annotations.NullMarked;
