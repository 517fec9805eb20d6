/**
 * Images read, resized and normalized into the input tensors of a model, batch by batch. Seen by
 * this project's modules alone.
 */
package io.github.ram4j.image.batch;
