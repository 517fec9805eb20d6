/** Small models to try the library with, packed in this jar. */
package io.github.ram4j.clipart;
