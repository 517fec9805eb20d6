/** A small model of photographs, packed in this jar. */
package io.github.ram4j.photo;
