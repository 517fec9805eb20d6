/** Plots as images: lines over an axis, and several such below one another. */
@NullMarked
package io.github.ram4j.view.plot;

import org.jspecify.annotations.NullMarked;
