package io.github.ram4j.server.http;

import java.util.Optional;
import org.eclipse.jetty.server.Request;

/** What refuses requests before anything of their bodies is read. Thread-safe. */
@FunctionalInterface
public interface Guard {
  /** The problem of a request; empty to let it pass. */
  Optional<Problem> refuses(Request request);
}
