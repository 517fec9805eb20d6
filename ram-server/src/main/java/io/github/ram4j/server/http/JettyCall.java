package io.github.ram4j.server.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** A request of Jetty. */
final class JettyCall implements Call {
  private final Request request;
  private final BodyLimits limits;
  private final ByteBudget budget;
  private final @Nullable WatchedEndPoint endPoint;
  private volatile @Nullable Body body;
  private volatile boolean over;

  JettyCall(Request request, BodyLimits limits, ByteBudget budget) {
    this.request = request;
    this.limits = limits;
    this.budget = budget;
    EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
    this.endPoint = connection instanceof WatchedEndPoint watched ? watched : null;
    if (endPoint != null) {
      endPoint.beginRequest(this);
    }
  }

  @Override
  public Map<String, List<String>> query() {
    Fields fields;
    try {
      fields = Request.extractQueryParameters(request);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ProblemException(
          Problem.badRequest("query: expected parameters in UTF-8, found: " + e.getMessage()));
    }
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (Fields.Field field : fields) {
      all.put(field.getName(), field.getValues());
    }
    return all;
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  @Override
  public CompletionStage<byte[]> body() {
    Body reading = new Body(request, limits, budget);
    body = reading;
    return reading.read();
  }

  /** Returns whether nothing more of the body is to come. */
  boolean isBodyRead() {
    Body reading = body;
    return reading == null ? !hasBody() : reading.isWhole();
  }

  /** Returns whether nobody asked for the body. */
  boolean isBodyUntouched() {
    return body == null;
  }

  private boolean hasBody() {
    return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  @Override
  public boolean isWanted() {
    return !over && (endPoint == null || !endPoint.isGone());
  }

  /** Nobody waits any longer. */
  void giveUp() {
    over = true;
  }

  /** The answer is given, or cannot be. */
  void close() {
    over = true;
    Body reading = body;
    if (reading != null) {
      reading.close();
    }
    if (endPoint != null) {
      endPoint.endRequest(this);
    }
  }
}
