/**
 * From encoded bytes to RGB, as Pillow decodes: a {@link
 * io.github.ram4j.image.decode.FormatDecoder} for each format, which reads its header, once, and
 * its pixels. JPEG and WebP are decoded by OpenCV through JavaCV, PNG, GIF, TIFF and BMP in Java
 * here; docs/image-formats.md says which kinds, and why so. Not exported.
 */
package io.github.ram4j.image.decode;
