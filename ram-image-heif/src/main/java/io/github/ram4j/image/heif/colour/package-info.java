/** Planes of luma and chroma, and their way to RGB. */
package io.github.ram4j.image.heif.colour;
