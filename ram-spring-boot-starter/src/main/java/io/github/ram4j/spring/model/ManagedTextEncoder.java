package io.github.ram4j.spring.model;

import io.github.ram4j.ModelInfo;
import io.github.ram4j.TextEncoder;
import java.util.List;

/**
 * A text encoder that opens at its first use and computes within a limit of calls.
 *
 * <p>Thread-safe.
 */
public final class ManagedTextEncoder implements TextEncoder {
  private final ManagedModel<TextEncoder> host;

  /**
   * A text encoder of a model.
   *
   * @param host opened at the first use, closed with this text encoder
   */
  public ManagedTextEncoder(ManagedModel<TextEncoder> host) {
    this.host = host;
  }

  @Override
  public ModelInfo model() {
    return host.ask(TextEncoder::model);
  }

  @Override
  public int width() {
    return host.ask(TextEncoder::width);
  }

  @Override
  public String digest() {
    return host.ask(TextEncoder::digest);
  }

  @Override
  public float[][] embed(List<String> texts) {
    return host.compute("embed", texts.size(), it -> it.embed(texts));
  }

  @Override
  public float[][] embedCut(List<String> texts) {
    return host.compute("embed", texts.size(), it -> it.embedCut(texts));
  }

  @Override
  public void close() {
    host.close();
  }
}
