/**
 * How good the scores of tags are, and which thresholds suit them.
 *
 * <p>{@link io.github.ram4j.evaluate.ScoreMatrix} has the scores of pictures, {@link
 * io.github.ram4j.evaluate.TruthMatrix} what the pictures show. {@link
 * io.github.ram4j.evaluate.Evaluation} puts the two together.
 */
package io.github.ram4j.evaluate;
