package io.github.ram4j.server.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Refuses requests without the token, which is compared in constant time. */
public final class TokenGuard implements Guard {
  private static final String SCHEME = "Bearer ";

  private final byte[] digest;
  private final Set<String> open;

  /** A guard of all paths but the open ones. */
  public TokenGuard(String token, Set<String> open) {
    this.digest = digest(token);
    this.open = Set.copyOf(open);
  }

  @Override
  public Optional<Problem> refuses(Request request) {
    if (open.contains(String.valueOf(request.getHttpURI().getPath()))) {
      return Optional.empty();
    }
    String given = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    boolean fits =
        given != null
            && given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
            && MessageDigest.isEqual(digest, digest(given.substring(SCHEME.length()).strip()));
    return fits ? Optional.empty() : Optional.of(Problem.unauthorized());
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256, which every Java has", e);
    }
  }
}
