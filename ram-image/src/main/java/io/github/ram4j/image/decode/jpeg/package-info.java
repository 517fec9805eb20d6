/** JPEG: header and scans checked in Java, pixels by OpenCV, CMYK by the JDK. Not exported. */
package io.github.ram4j.image.decode.jpeg;
