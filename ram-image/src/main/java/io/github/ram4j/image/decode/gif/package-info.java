/** GIF, in Java: header and LZW data of the first image. Not exported. */
package io.github.ram4j.image.decode.gif;
