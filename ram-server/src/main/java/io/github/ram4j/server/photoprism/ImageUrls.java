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
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Images by their URLs: data URLs, and addresses of hosts that are allowed by name. Thread-safe.
 */
public final class ImageUrls {
  private static final String DATA = "data:";
  private static final int OK = 200;

  private final List<String> hosts;
  private final int maxBytes;
  private final Duration time;
  private final @Nullable HttpClient client;

  /**
   * URLs of images.
   *
   * @param hosts from which images may be fetched, each with its port where that is not usual
   * @param maxBytes of one image
   * @param time of one fetch
   */
  public ImageUrls(List<String> hosts, int maxBytes, Duration time) {
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

  /** The greatest number of bytes of an image. */
  int maxBytes() {
    return maxBytes;
  }

  /** Returns whether a URL has its image with it. */
  static boolean isData(String url) {
    return url.regionMatches(true, 0, DATA, 0, DATA.length());
  }

  /** Refuses an address that is not allowed. */
  void check(String url) {
    if (!isData(url)) {
      allowed(url);
    }
  }

  /** The bytes of a data URL. */
  static byte[] ofData(String url) {
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

  private URI allowed(String url) {
    URI address;
    try {
      address = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw wrong("images: expected URLs, found: " + e.getMessage());
    }
    String place = place(address);
    if (client == null || !hosts.contains(place)) {
      throw new ProblemException(
          Problem.forbidden(
              "images: expected data URLs, or addresses of %s (--fetch-host), found one of %s"
                  .formatted(hosts.isEmpty() ? "hosts that are allowed" : hosts, place)));
    }
    return address;
  }

  /** A host, with its port where that is not the scheme's own; empty for what is not of the web. */
  private static String place(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    int usual = scheme.equals("http") ? 80 : scheme.equals("https") ? 443 : -1;
    if (address.getHost() == null || usual < 0) {
      return "";
    }
    int port = address.getPort();
    String host = address.getHost().toLowerCase(Locale.ROOT);
    return port < 0 || port == usual ? host : host + ":" + port;
  }

  /** The bytes at an address, which has to be allowed. */
  CompletableFuture<byte[]> fetch(String url) {
    URI address = allowed(url);
    HttpRequest request = HttpRequest.newBuilder(address).timeout(time).GET().build();
    return Objects.requireNonNull(client, "client")
        .sendAsync(request, head -> new LimitedBody(maxBytes))
        .orTimeout(time.toMillis(), TimeUnit.MILLISECONDS)
        .handle((response, failure) -> body(place(address), response, failure));
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
