/**
 * Decoding of encoded images to RGB, as Pillow decodes: {@link
 * io.github.ram4j.image.decode.ImageDecoder} checks the limits, {@link
 * io.github.ram4j.image.decode.HeaderReader} reads format and size, and a registry holds the
 * decoder of each format, which has a package of its own. JPEG and WebP are decoded by OpenCV
 * through JavaCV, PNG, GIF, TIFF and BMP in Java; docs/image-formats.md lists the kinds, with
 * reasons. Seen by this project's modules alone.
 */
package io.github.ram4j.image.decode;
