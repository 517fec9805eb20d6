package io.github.ram4j.image.heif.codec;

import io.github.ram4j.image.heif.colour.Cicp;
import io.github.ram4j.image.heif.colour.Planes;

/**
 * A decoded image.
 *
 * @param planes every sample of it
 * @param cicp what the compressed bytes say of its colours
 */
public record DecodedImage(Planes planes, Cicp cicp) {}
