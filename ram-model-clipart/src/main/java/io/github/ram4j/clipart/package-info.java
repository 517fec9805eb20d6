/** A small model to try things with, packed in this jar. */
package io.github.ram4j.clipart;
