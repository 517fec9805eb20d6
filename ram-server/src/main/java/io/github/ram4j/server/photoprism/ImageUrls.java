package io.github.ram4j.server.photoprism;

import io.github.ram4j.server.http.Problem;
import io.github.ram4j.server.http.ProblemException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Images by their URLs: data URLs, and addresses of hosts that are allowed by name. */
final class ImageUrls {
  private static final String DATA = "data:";
  private static final int OK = 200;

  private final List<String> hosts;
  private final int maxBytes;
  private final Duration time;
  private final @Nullable HttpClient client;

  ImageUrls(List<String> hosts, int maxBytes, Duration time) {
    this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    this.maxBytes = maxBytes;
    this.time = time;
    // Where nothing is fetched, there is nothing that could fetch.
    this.client =
        hosts.isEmpty()
            ? null
            : HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(time)
                .build();
  }

  /** The bytes of an image. */
  CompletableFuture<byte[]> bytes(String url) {
    return url.regionMatches(true, 0, DATA, 0, DATA.length())
        ? CompletableFuture.completedFuture(ofData(url))
        : fetch(url);
  }

  private static byte[] ofData(String url) {
    int comma = url.indexOf(',');
    if (comma < 0 || !url.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(";base64")) {
      throw wrong("images: expected data URLs in base64, found another one");
    }
    try {
      return Base64.getDecoder().decode(url.substring(comma + 1));
    } catch (IllegalArgumentException e) {
      throw wrong("images: expected base64, found: " + e.getMessage());
    }
  }

  private CompletableFuture<byte[]> fetch(String url) {
    URI address;
    try {
      address = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw wrong("images: expected URLs, found: " + e.getMessage());
    }
    String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (client == null || !web || !hosts.contains(host)) {
      throw new ProblemException(
          Problem.forbidden(
              "images: expected data URLs, or addresses of %s (--fetch-host), found one of %s"
                  .formatted(hosts, host)));
    }
    HttpRequest request = HttpRequest.newBuilder(address).timeout(time).GET().build();
    return client
        .sendAsync(request, head -> new LimitedBody(maxBytes))
        .orTimeout(time.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
        .handle((response, failure) -> body(host, response, failure));
  }

  private byte[] body(
      String host, @Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
    if (failure != null || response == null) {
      throw new ProblemException(
          Problem.unusable("images: expected an image at %s, found no answer".formatted(host)));
    }
    if (response.statusCode() != OK) {
      throw new ProblemException(
          Problem.unusable(
              "images: expected an image at %s, found status %d"
                  .formatted(host, response.statusCode())));
    }
    if (response.body().length > maxBytes) {
      throw new ProblemException(
          Problem.tooLarge(
              "images: expected at most %d bytes at %s, found more".formatted(maxBytes, host)));
    }
    return response.body();
  }

  private static ProblemException wrong(String detail) {
    return new ProblemException(Problem.badRequest(detail));
  }
}
