/** Text as outlines, from the shipped font: no font of the system is needed. */
@NullMarked
package io.github.ram4j.view.text;

import org.jspecify.annotations.NullMarked;
