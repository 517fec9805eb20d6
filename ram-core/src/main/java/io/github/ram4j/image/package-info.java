/**
 * From decoded pixels to the float tensor that the models take, exactly as the reference does it.
 * Seen by the other modules of this project only.
 */
package io.github.ram4j.image;
