/** Plots as images: lines over an axis, and several such below one another. */
package io.github.ram4j.view.plot;
