package io.github.ram4j.server.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;

/** Waits for running requests when the server stops, and refuses further ones. */
public final class GracefulStop extends GracefulHandler {
  /** A handler around another. */
  public GracefulStop(Handler handler) {
    super(handler);
  }

  @Override
  protected void handleShutdownRejection(Request request, Response response, Callback callback) {
    Reply reply = Reply.of(Problem.unavailable("server: expected it to run, found it stopping", 5));
    response.setStatus(reply.status());
    SafetyHeaders.put(response.getHeaders());
    reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    response.getHeaders().put("Connection", "close");
    response.write(true, ByteBuffer.wrap(reply.body()), callback);
  }
}
