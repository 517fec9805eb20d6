package io.github.ram4j.image.decode.format;

import java.util.Set;

/**
 * Decoder of formats that an optional module reads. It is a service: the module provides it, and
 * {@link java.util.ServiceLoader} finds it where the module is on the class path or module path.
 */
public interface OptionalDecoder extends FormatDecoder {
  /**
   * The formats that {@link #readSize} and {@link #decode} are asked for.
   *
   * @return at least one
   */
  Set<ImageFormat> formats();
}
