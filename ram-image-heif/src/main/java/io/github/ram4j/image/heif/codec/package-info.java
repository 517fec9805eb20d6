/** Compressed images to planes: the one class that calls FFmpeg, and what it is told before. */
package io.github.ram4j.image.heif.codec;
