package io.github.ram4j.server.page;

import io.github.ram4j.server.RamServer;
import io.github.ram4j.server.ServedModels;
import io.github.ram4j.server.ServerOptions;
import java.io.IOException;

/** The page of a server of its own in a browser, for the tests of a class. The models stay open. */
final class ServedPage implements AutoCloseable {
  private final RamServer server;
  private final Browser browser;

  private ServedPage(RamServer server, Browser browser) {
    this.server = server;
    this.browser = browser;
  }

  static ServedPage open(ServedModels models) throws IOException {
    RamServer server = RamServer.start(models, ServerOptions.defaults());
    boolean well = false;
    try {
      ServedPage page = new ServedPage(server, Browser.open(server, "en-US"));
      well = true;
      return page;
    } finally {
      if (!well) { // where there is no browser, too
        server.close();
      }
    }
  }

  Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    server.close();
  }
}
