package io.github.ram4j.server.http;

import java.util.Objects;

/**
 * An error as RFC 9457 describes them.
 *
 * @param status of HTTP
 * @param code a name of this kind of problem that programs compare
 * @param title the kind in words
 * @param detail what was expected and what was found
 * @param retryAfterSeconds when to ask again; 0 where that is no use
 */
public record Problem(int status, String code, String title, String detail, int retryAfterSeconds) {
  /** Checks that nothing is missing. */
  public Problem {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(detail, "detail");
  }

  private static Problem of(int status, String code, String title, String detail) {
    return new Problem(status, code, title, detail, 0);
  }

  /** A request that is malformed or has a wrong parameter. */
  public static Problem badRequest(String detail) {
    return of(400, "bad-request", "The request is malformed", detail);
  }

  /** A request without the token. */
  public static Problem unauthorized() {
    return of(
        401,
        "unauthorized",
        "The token is missing or wrong",
        "Authorization: expected \"Bearer\" and the server's token");
  }

  /** A request for another host, as pages of others make it by DNS rebinding. */
  public static Problem wrongHost(String detail) {
    return of(421, "wrong-host", "The request is for another host", detail);
  }

  /** A request that is refused whoever asks. */
  public static Problem forbidden(String detail) {
    return of(403, "forbidden", "The request is refused", detail);
  }

  /** A path of nothing. */
  public static Problem notFound(String path) {
    return of(404, "not-found", "Nothing is there", "path: found nothing at " + path);
  }

  /** A method that a path does not take. */
  public static Problem wrongMethod(String detail) {
    return of(405, "wrong-method", "The method is not taken", detail);
  }

  /** A body that came too slowly. */
  public static Problem tooSlow(String detail) {
    return of(408, "too-slow", "The request came too slowly", detail);
  }

  /** A body or an image above the limits. */
  public static Problem tooLarge(String detail) {
    return of(413, "too-large", "The image is too large", detail);
  }

  /** A body that is no image. */
  public static Problem notAnImage(String detail) {
    return of(415, "not-an-image", "The body is no image", detail);
  }

  /** An image, or a name, that cannot be used. */
  public static Problem unusable(String detail) {
    return of(422, "unusable", "The request cannot be used", detail);
  }

  /** More requests than are taken. */
  public static Problem tooMany(String detail, int retryAfterSeconds) {
    return new Problem(429, "too-many", "Too many requests", detail, retryAfterSeconds);
  }

  /** A fault of the server. */
  public static Problem internal(String detail) {
    return of(500, "internal", "The server failed", detail);
  }

  /** What the open models cannot do. */
  public static Problem notOffered(String detail) {
    return of(422, "not-offered", "The model does not do that", detail);
  }

  /** A server that stops or is not ready, or an answer that took too long. */
  public static Problem unavailable(String detail, int retryAfterSeconds) {
    return new Problem(503, "unavailable", "No answer for now", detail, retryAfterSeconds);
  }
}
