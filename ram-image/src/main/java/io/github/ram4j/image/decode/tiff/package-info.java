/**
 * TIFF and BigTIFF, in Java: the directory, strips and tiles in their compressions, samples. JPEGs
 * inside are decoded by the room of JPEG. Not exported.
 */
package io.github.ram4j.image.decode.tiff;
