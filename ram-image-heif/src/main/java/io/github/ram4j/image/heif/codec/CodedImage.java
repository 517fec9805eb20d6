package io.github.ram4j.image.heif.codec;

/**
 * A compressed image.
 *
 * @param codec that compressed it
 * @param configuration content of the box hvcC or av1C
 * @param data its bytes
 * @param width that decoding must give
 * @param height that decoding must give
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that are neither changed nor compared
public record CodedImage(
    ImageCodec codec, byte[] configuration, byte[] data, int width, int height) {}
