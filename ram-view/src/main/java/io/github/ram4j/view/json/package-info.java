/** Recognitions and captions as JSON, as the programs and the server give them. */
@NullMarked
package io.github.ram4j.view.json;

import org.jspecify.annotations.NullMarked;
