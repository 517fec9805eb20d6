/** What a training minimizes. */
package io.github.ram4j.train.loss;
