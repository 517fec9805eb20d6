/** Scenes, tags with boxes and masks, drawn on the image and as files of annotation tools. */
@NullMarked
package io.github.ram4j.view.scene;

import org.jspecify.annotations.NullMarked;
