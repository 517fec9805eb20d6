package io.github.ram4j.describe;

/**
 * The outcome of describing.
 *
 * @param described number of tags that this run described
 * @param already number of tags that the file had before
 * @param duplicates number of sentences of this run's tags that an earlier sentence of the tag
 *     equals, since the model gave no other; a higher temperature gives fewer
 */
public record DescribeReport(int described, int already, int duplicates) {}
