/** Tagged videos as JSON Lines, as WebVTT, and as an image of a timeline. */
@NullMarked
package io.github.ram4j.video.output;

import org.jspecify.annotations.NullMarked;
