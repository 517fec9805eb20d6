/** BMP, in Java: header, run lengths, pixels. Not exported. */
package io.github.ram4j.image.decode.bmp;
