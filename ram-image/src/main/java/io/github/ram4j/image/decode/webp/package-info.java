/** WebP: chunks checked in Java, pixels by OpenCV. Not exported. */
package io.github.ram4j.image.decode.webp;
