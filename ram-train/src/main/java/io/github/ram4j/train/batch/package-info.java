/** Examples as tensors. */
package io.github.ram4j.train.batch;
