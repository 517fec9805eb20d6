package io.github.ram4j.image.heif.colour;

/**
 * Depth and sampling of planes.
 *
 * @param depth bits of a sample: 8, 10 or 12
 * @param isGrey whether there is luma alone
 * @param chromaShiftX 1 where chroma has half as many columns, else 0
 * @param chromaShiftY 1 where chroma has half as many rows, else 0
 */
public record PlaneLayout(int depth, boolean isGrey, int chromaShiftX, int chromaShiftY) {}
