/** Outlines of masks. */
package io.github.ram4j.image.outline;
