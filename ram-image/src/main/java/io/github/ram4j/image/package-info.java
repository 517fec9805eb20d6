/** Options of reading images. */
package io.github.ram4j.image;
