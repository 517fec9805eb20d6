/** PNG, in Java: chunks, inflated data, filters, pixels. Not exported. */
package io.github.ram4j.image.decode.png;
