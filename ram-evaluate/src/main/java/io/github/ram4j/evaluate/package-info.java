/**
 * The evaluation of tag scores, and the calibration of thresholds.
 *
 * <p>{@link io.github.ram4j.evaluate.ScoreMatrix} has the scores of images, {@link
 * io.github.ram4j.evaluate.TruthMatrix} what the images show. {@link
 * io.github.ram4j.evaluate.Evaluation} puts the two together.
 */
package io.github.ram4j.evaluate;
