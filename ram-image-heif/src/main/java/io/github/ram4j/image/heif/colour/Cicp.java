package io.github.ram4j.image.heif.colour;

/**
 * How luma and chroma stand for colours, by the codes of ITU-T H.273.
 *
 * @param primaries code of the primaries; 2 for unknown
 * @param matrix code of the matrix; 0 means that the planes are green, blue and red
 * @param isFullRange whether samples use all values of their depth
 */
public record Cicp(int primaries, int matrix, boolean isFullRange) {}
