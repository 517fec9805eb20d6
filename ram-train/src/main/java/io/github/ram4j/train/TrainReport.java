package io.github.ram4j.train;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a sitting of a training came to.
 *
 * @param steps done in all sittings
 * @param finished whether these are all; false if the sitting's time was up before
 * @param bestMeanAveragePrecision of the validations, below 0 if there was none
 * @param best the checkpoint of the best validation
 * @param last the state, from which the training goes on, its weights the average
 * @param time that all sittings took together
 */
public record TrainReport(
    long steps,
    boolean finished,
    double bestMeanAveragePrecision,
    Path best,
    Path last,
    Duration time) {}
