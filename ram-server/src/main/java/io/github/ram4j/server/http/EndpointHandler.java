package io.github.ram4j.server.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/** Requests by path and method, guarded, each answered once and in time. */
public final class EndpointHandler extends Handler.Abstract {
  private final Map<String, Map<String, Endpoint>> endpoints;
  private final List<Guard> guards;
  private final BodyLimits limits;
  private final ByteBudget budget;
  private final Failures failures;

  /**
   * A handler.
   *
   * @param endpoints by path, then by method; HEAD is answered as GET
   * @param guards asked in this order
   */
  public EndpointHandler(
      Map<String, Map<String, Endpoint>> endpoints,
      List<Guard> guards,
      BodyLimits limits,
      ByteBudget budget,
      Failures failures) {
    this.endpoints = Map.copyOf(endpoints);
    this.guards = List.copyOf(guards);
    this.limits = limits;
    this.budget = budget;
    this.failures = failures;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    JettyCall call = new JettyCall(request, limits, budget);
    Request.addCompletionListener(request, failure -> call.close());
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    request.addIdleTimeoutListener(timeout -> !call.isBodyRead());
    request.addFailureListener(reply::completeExceptionally);
    Scheduler.Task deadline = deadline(request, call, reply);
    CompletionStage<Reply> answered = answer(request, call);
    answered.whenComplete(
        (given, failure) -> {
          if (failure == null) {
            reply.complete(given);
          } else {
            reply.complete(Reply.of(failures.problem(failure)));
          }
        });
    CompletionStage<Reply> replied = reply;
    replied.whenComplete(
        (given, gone) -> {
          deadline.cancel();
          if (given == null) {
            callback.failed(gone);
          } else {
            afterBody(call, request, () -> write(given, call, request, response, callback));
          }
        });
    return true;
  }

  private Scheduler.Task deadline(Request request, JettyCall call, CompletableFuture<Reply> reply) {
    String total = limits.total().toSeconds() + " s";
    return request
        .getComponents()
        .getScheduler()
        .schedule(
            () ->
                request
                    .getComponents()
                    .getExecutor()
                    .execute(
                        () -> {
                          call.giveUp();
                          reply.complete(
                              Reply.of(
                                  call.isBodyRead()
                                      ? Problem.unavailable(
                                          "answer: expected it within %s, found none"
                                              .formatted(total),
                                          1)
                                      : Problem.tooSlow(
                                          "body: expected it within %s, found part of it"
                                              .formatted(total))));
                        }),
            limits.total().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private CompletionStage<Reply> answer(Request request, JettyCall call) {
    try {
      for (Guard guard : guards) {
        Optional<Problem> refused = guard.refuses(request);
        if (refused.isPresent()) {
          return CompletableFuture.completedFuture(Reply.of(refused.get()));
        }
      }
      return endpoint(request).answer(call);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Endpoint endpoint(Request request) {
    // As it was sent: no path has a second spelling.
    String path = String.valueOf(request.getHttpURI().getPath());
    Map<String, Endpoint> methods = endpoints.get(path);
    if (methods == null) {
      throw new ProblemException(Problem.notFound(path));
    }
    String method = request.getMethod().toUpperCase(Locale.ROOT);
    Endpoint endpoint = methods.get(method.equals("HEAD") ? "GET" : method);
    if (endpoint == null) {
      String allowed = allowed(methods);
      Problem problem =
          Problem.wrongMethod(
              "method of %s: expected %s, found %s".formatted(path, allowed, method));
      return refused -> CompletableFuture.completedFuture(Reply.of(problem).with("Allow", allowed));
    }
    return endpoint;
  }

  private static String allowed(Map<String, Endpoint> methods) {
    Map<String, Endpoint> sorted = new TreeMap<>(methods);
    return sorted.keySet().stream()
        .map(method -> method.equals("GET") ? "GET, HEAD" : method)
        .collect(Collectors.joining(", "));
  }

  /**
   * Answers a refused request when its body came, unread: a connection that is closed before would
   * take the answer along. Bodies above the limit are not waited for.
   */
  private void afterBody(JettyCall call, Request request, Runnable answer) {
    boolean waits =
        call.isBodyUntouched()
            && request.getLength() > 0
            && request.getLength() <= limits.maxBytes()
            && !request.getHeaders().contains(HttpHeader.EXPECT);
    if (waits) {
      new UnreadBody(request, answer).discard(limits.total());
    } else {
      answer.run();
    }
  }

  private static void write(
      Reply reply, JettyCall call, Request request, Response response, Callback callback) {
    response.setStatus(reply.status());
    SafetyHeaders.put(response.getHeaders());
    reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    if (reply.body().length > 0 || reply.status() == 200) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().length);
    }
    if (!call.isBodyRead()) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    boolean head = request.getMethod().equals("HEAD");
    response.write(true, head ? null : ByteBuffer.wrap(reply.body()), callback);
  }
}
