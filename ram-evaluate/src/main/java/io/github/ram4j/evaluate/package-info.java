/**
 * The evaluation of tag scores, and the calibration of thresholds.
 *
 * <p>{@link io.github.ram4j.evaluate.ScoreMatrix} has the scores of images, {@link
 * io.github.ram4j.evaluate.TruthMatrix} their labels. {@link io.github.ram4j.evaluate.Evaluation}
 * compares the two.
 */
package io.github.ram4j.evaluate;
