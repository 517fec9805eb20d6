package io.github.ram4j.server;

import io.github.ram4j.server.api.AttentionEndpoint;
import io.github.ram4j.server.api.CaptionEndpoint;
import io.github.ram4j.server.api.EmbedEndpoint;
import io.github.ram4j.server.api.HealthEndpoints;
import io.github.ram4j.server.api.Inferences;
import io.github.ram4j.server.api.LocateEndpoint;
import io.github.ram4j.server.api.ModelEndpoints;
import io.github.ram4j.server.api.RecognizeEndpoint;
import io.github.ram4j.server.http.ByteBudget;
import io.github.ram4j.server.http.Endpoint;
import io.github.ram4j.server.http.Reply;
import io.github.ram4j.server.page.PageFiles;
import io.github.ram4j.server.photoprism.ImageUrls;
import io.github.ram4j.server.photoprism.VisionLabels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** The paths of a server. */
final class Endpoints {
  private static final String RECOGNIZE = "/v1/recognize";
  private static final String CAPTION = "/v1/caption";
  private static final String LOCATE = "/v1/locate";
  private static final String ATTENTION = "/v1/attention";
  private static final String EMBED = "/v1/embed";
  private static final String TAGS = "/v1/tags";
  private static final String MODEL = "/v1/model";
  private static final String LIVE = "/health/live";
  private static final String READY = "/health/ready";
  private static final String OPENAPI = "/openapi.json";
  private static final String VISION = "/api/v1/vision/labels";

  /** The path of the metrics. */
  static final String METRICS = "/metrics";

  private Endpoints() {}

  /**
   * The paths that need no token: the page, which asks for it, health and the API's description.
   */
  static Set<String> open() {
    Set<String> open = new HashSet<>(PageFiles.endpoints().keySet());
    open.addAll(Set.of(LIVE, READY, OPENAPI));
    return open;
  }

  /** The paths of the API. */
  static Set<String> api() {
    return Set.of(
        RECOGNIZE, CAPTION, LOCATE, ATTENTION, EMBED, TAGS, MODEL, LIVE, READY, OPENAPI, VISION,
        METRICS);
  }

  /** All paths but that of the metrics, by method. */
  static Map<String, Map<String, Endpoint>> of(
      ServedModels models,
      Inferences inferences,
      ServerOptions options,
      ByteBudget memory,
      BooleanSupplier ready) {
    String name = models.name();
    ServerLimits limits = options.limits();
    Map<String, Map<String, Endpoint>> all = new LinkedHashMap<>();
    PageFiles.endpoints().forEach((path, file) -> all.put(path, Map.of("GET", file)));
    all.put(RECOGNIZE, Map.of("POST", new RecognizeEndpoint(inferences, limits.names())));
    all.put(CAPTION, Map.of("POST", new CaptionEndpoint(inferences)));
    all.put(LOCATE, Map.of("POST", new LocateEndpoint(inferences)));
    all.put(ATTENTION, Map.of("POST", new AttentionEndpoint(inferences)));
    all.put(EMBED, Map.of("POST", new EmbedEndpoint(inferences)));
    all.put(TAGS, Map.of("GET", ModelEndpoints.tags(inferences)));
    all.put(
        MODEL,
        Map.of(
            "GET",
            ModelEndpoints.model(
                new ModelEndpoints.Title(name, models.isUpright()),
                inferences,
                new ModelEndpoints.Limits(
                    limits.bodyBytes(), models.maxPixels(), limits.names()))));
    all.put(LIVE, Map.of("GET", HealthEndpoints.live()));
    all.put(READY, Map.of("GET", HealthEndpoints.ready(ready)));
    all.put(OPENAPI, Map.of("GET", openApi()));
    all.put(
        VISION,
        Map.of(
            "POST",
            new VisionLabels(
                inferences::tags,
                inferences::requirePlace,
                name,
                inferences.recognizer().model().imageSizePx(),
                new ImageUrls(options.fetchedHosts(), limits.bodyBytes(), limits.requestTime()),
                memory)));
    return all;
  }

  private static Endpoint openApi() {
    try (InputStream in = Endpoints.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IllegalStateException("openapi.json: expected it beside the classes, found none");
      }
      Reply reply =
          Reply.text("application/json", new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return call -> CompletableFuture.completedFuture(reply);
    } catch (IOException e) {
      throw new UncheckedIOException("openapi.json", e);
    }
  }
}
