/**
 * The contract of a decoder, and the parts common to decoders of all formats: options, header,
 * bytes, orientation. Seen by this project's modules alone.
 */
package io.github.ram4j.image.decode.format;
