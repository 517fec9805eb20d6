package io.github.ram4j.server.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line for each request: client, method, path without its query, status, bytes, milliseconds.
 * Nothing of what was sent or answered.
 */
public final class AccessLog implements RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger("io.github.ram4j.server.access");

  @Override
  public void log(Request request, Response response) {
    if (LOG.isInfoEnabled()) {
      LOG.info(
          "{} {} {} {} {} B {} ms",
          Request.getRemoteAddr(request),
          printable(request.getMethod()),
          printable(String.valueOf(request.getHttpURI().getCanonicalPath())),
          response.getStatus(),
          Response.getContentBytesWritten(response),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - request.getHeadersNanoTime()));
    }
  }

  /** A client's text as one line of printable ASCII. */
  private static String printable(String text) {
    return text.codePoints()
        .map(c -> c > ' ' && c < 0x7f ? c : '?')
        .limit(200)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
