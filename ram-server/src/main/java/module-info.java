/** An HTTP server of open models: an API, a page, metrics. */
module io.github.ram4j.server {
  requires transitive io.github.ram4j;
  requires com.fasterxml.jackson.core;
  requires io.github.ram4j.view;
  requires micrometer.core;
  requires micrometer.registry.prometheus;
  requires org.eclipse.jetty.server;
  requires java.net.http;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.github.ram4j.server;
}
