/**
 * TIFF and BigTIFF, in Java: the directory, strips and tiles in their compressions, samples. JPEGs
 * inside are decoded by the package for JPEG. Not exported.
 */
package io.github.ram4j.image.decode.tiff;
