package io.github.ram4j.spring.model;

import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.Tag;
import io.github.ram4j.locate.LocateOptions;
import io.github.ram4j.locate.LocatedImage;
import io.github.ram4j.locate.Locator;
import java.io.IOException;
import java.util.List;

/**
 * A locator that opens at its first use and computes within a limit of calls. What it answers is
 * what its model answers. {@link #model()} opens it, too.
 *
 * <p>Thread-safe.
 */
public final class ManagedLocator implements Locator {
  private final ManagedModel<Locator> host;

  /**
   * A locator of a model.
   *
   * @param host opened at the first use, closed with this locator
   */
  public ManagedLocator(ManagedModel<Locator> host) {
    this.host = host;
  }

  @Override
  public ModelInfo model() {
    return host.ask(Locator::model);
  }

  @Override
  public LocatedImage locate(ImageSource image, List<Tag> tags, LocateOptions options)
      throws IOException {
    return host.call("locate", 1, it -> it.locate(image, tags, options));
  }

  @Override
  public LocatedImage locatePhrase(ImageSource image, String phrase, LocateOptions options)
      throws IOException {
    return host.call("locate-phrase", 1, it -> it.locatePhrase(image, phrase, options));
  }

  @Override
  public void close() {
    host.close();
  }
}
