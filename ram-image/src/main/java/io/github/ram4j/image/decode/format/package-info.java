/**
 * The contract of a decoder, and the parts that decoders of all formats share: options, header,
 * bytes, orientation. Seen by this project's modules alone.
 */
package io.github.ram4j.image.decode.format;
