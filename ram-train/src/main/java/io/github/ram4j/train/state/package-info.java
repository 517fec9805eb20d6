/** Files of a training: state, history, curves and checkpoints. */
package io.github.ram4j.train.state;
