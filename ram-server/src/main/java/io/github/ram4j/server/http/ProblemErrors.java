package io.github.ram4j.server.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What Jetty itself refuses, as problems: wrong HTTP, ambiguous paths, heads that are too long. */
public final class ProblemErrors extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    generateResponse(request, response, response.getStatus(), null, null, callback);
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    Reply reply = reply(status);
    SafetyHeaders.put(response.getHeaders());
    reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    response.write(true, ByteBuffer.wrap(reply.body()), callback);
  }

  private static Reply reply(int status) {
    String title = HttpStatus.getMessage(status);
    return Reply.of(
        new Problem(
            status,
            status >= 500 ? "internal" : "bad-request",
            title,
            "request: expected valid HTTP/1.1, found a fault: %s".formatted(title),
            0));
  }
}
