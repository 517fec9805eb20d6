/**
 * From decoded pixels to the float tensor that the models take, to the bit as Pillow has it:
 * docs/models/preprocessing.md. Seen by the other modules of this project only.
 */
package io.github.ram4j.image;
