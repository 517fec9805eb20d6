package io.github.ram4j.server.http;

import org.eclipse.jetty.http.HttpFields;

/** Headers of all answers; an answer's own ones replace them. */
final class SafetyHeaders {
  private SafetyHeaders() {}

  static void put(HttpFields.Mutable headers) {
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    headers.put("Cache-Control", "no-store");
  }
}
