/** OpenCV's decoders through JavaCV, in one class. Not exported. */
package io.github.ram4j.image.decode.opencv;
