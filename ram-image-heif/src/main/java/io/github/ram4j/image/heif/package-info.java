/**
 * HEIC and AVIF for ram-image: the container is read in Java, the compressed image decoded by
 * FFmpeg, colours are converted in Java, as Pillow's readers of the two do. Nothing here is
 * exported: ram-image finds {@link io.github.ram4j.image.heif.HeifDecoder} as a service.
 */
package io.github.ram4j.image.heif;
