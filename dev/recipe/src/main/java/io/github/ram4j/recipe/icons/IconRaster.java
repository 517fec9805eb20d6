package io.github.ram4j.recipe.icons;

/**
 * Icon as pixels, cropped to the part that is not transparent.
 *
 * <p>Thread-safe as long as nobody writes to the pixels.
 *
 * @param name of the icon in its set
 * @param width in px, 1 to {@link IconRasterizer#SIDE_PX}
 * @param height in px, likewise
 * @param argb pixels, row by row, not premultiplied; shared, not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // shared by thousands of scenes; compared by nobody
public record IconRaster(String name, int width, int height, int[] argb) {}
