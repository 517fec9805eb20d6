package io.github.ram4j.server.api;

import io.github.ram4j.server.http.Call;
import io.github.ram4j.server.http.Problem;
import io.github.ram4j.server.http.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/**
 * An image with parameters: the body and the query, or the parts of a form. Nothing of it goes to a
 * disk.
 *
 * @param image the encoded image
 * @param name of the image's file, where the client gave one
 * @param parameters those of the query and of the form
 */
@SuppressWarnings("ArrayRecordComponent") // carried to a decoder, never compared
record ImageForm(byte[] image, Optional<String> name, Parameters parameters) {
  private static final String FIELD = "image";
  private static final int MAX_PARTS = 20;
  private static final int MAX_VALUE_BYTES = 1 << 16;
  private static final int MAX_PART_HEADERS = 4096;

  /** Reads the body of a call. */
  static CompletionStage<ImageForm> read(Call call, String... known) {
    Map<String, List<String>> query = call.query();
    Parameters.requireKnown(query, known);
    String type = call.header("Content-Type").orElse("");
    return call.body()
        .thenApply(
            body ->
                isForm(type)
                    ? ofForm(type, body, query, known)
                    : ofBody(body, new Parameters(query)));
  }

  private static boolean isForm(String type) {
    return type.split(";", 2)[0].strip().equalsIgnoreCase("multipart/form-data");
  }

  private static ImageForm ofBody(byte[] body, Parameters parameters) {
    if (body.length == 0) {
      throw wrong("body: expected an image, found no bytes");
    }
    return new ImageForm(body, Optional.empty(), parameters);
  }

  private static ImageForm ofForm(
      String type, byte[] body, Map<String, List<String>> query, String... known) {
    byte @Nullable [] image = null;
    Optional<String> name = Optional.empty();
    Map<String, List<String>> all = new LinkedHashMap<>(query);
    try (MultiPartFormData.Parts parts = parse(type, body)) {
      for (MultiPart.Part part : parts) {
        if (FIELD.equals(part.getName())) {
          if (image != null) {
            throw wrong("form: expected one field \"image\", found several");
          }
          image = bytes(part);
          name = Optional.ofNullable(part.getFileName()).filter(text -> !text.isEmpty());
        } else if (part.getName() == null) {
          throw wrong("form: expected parts with names, found one without");
        } else if (isFile(part)) {
          throw wrong(
              "form: expected the image in the field \"image\", found a file in the field \"%s\""
                  .formatted(part.getName()));
        } else {
          all.merge(
              part.getName(),
              List.of(text(part)),
              (some, more) -> {
                List<String> both = new ArrayList<>(some);
                both.addAll(more);
                return both;
              });
        }
      }
    } catch (IOException e) {
      throw wrong("form: " + e.getMessage());
    }
    Parameters.requireKnown(all, known);
    if (image == null || image.length == 0) {
      throw wrong("form: expected a field \"image\" with an image, found none");
    }
    return new ImageForm(image, name, new Parameters(all));
  }

  private static MultiPartFormData.Parts parse(String type, byte[] body) {
    // Names of parameters may be in any case, of which Jetty knows one.
    String boundary =
        MultiPart.extractBoundary(type.replaceFirst("(?i);\\s*boundary=", ";boundary="));
    if (boundary == null) {
      throw wrong("Content-Type: expected a boundary of the form's parts, found none");
    }
    MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary);
    parser.setMaxMemoryFileSize(-1);
    parser.setMaxParts(MAX_PARTS);
    parser.setPartHeadersMaxLength(MAX_PART_HEADERS);
    try {
      CompletableFuture<MultiPartFormData.Parts> parts = new CompletableFuture<>();
      parser.parse(Content.Source.from(ByteBuffer.wrap(body)), Promise.Invocable.toPromise(parts));
      return parts.join();
    } catch (CompletionException | IllegalArgumentException | IllegalStateException e) {
      Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
      throw wrong("form: expected multipart/form-data, found: " + cause.getMessage());
    }
  }

  private static boolean isFile(MultiPart.Part part) {
    return part.getFileName() != null && !part.getFileName().isEmpty();
  }

  private static byte[] bytes(MultiPart.Part part) throws IOException {
    ByteBuffer content = Content.Source.asByteBuffer(part.getContentSource());
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    return bytes;
  }

  private static String text(MultiPart.Part part) throws IOException {
    byte[] bytes = bytes(part);
    if (bytes.length > MAX_VALUE_BYTES) {
      throw wrong(
          "%s: expected at most %d bytes, found %d"
              .formatted(part.getName(), MAX_VALUE_BYTES, bytes.length));
    }
    HttpField type = part.getHeaders().getField("Content-Type");
    if (type != null && !type.getValue().startsWith("text/")) {
      throw wrong("%s: expected text, found %s".formatted(part.getName(), type.getValue()));
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static ProblemException wrong(String detail) {
    return new ProblemException(Problem.badRequest(detail));
  }
}
