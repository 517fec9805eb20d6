/** Prompts: the sentences by which a name is shown to a text encoder. */
@NullMarked
package io.github.ram4j.prompts;

import org.jspecify.annotations.NullMarked;
