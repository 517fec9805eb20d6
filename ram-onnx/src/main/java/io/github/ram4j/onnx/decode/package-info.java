/**
 * From encoded bytes to RGB: headers are read and checked in Java, pixels decoded by OpenCV through
 * JavaCV, and a few kinds (GIF, CMYK) otherwise, so that every picture comes out as in Pillow. Not
 * exported.
 */
package io.github.ram4j.onnx.decode;
