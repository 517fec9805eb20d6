package io.github.ram4j.server.photoprism;

import io.github.ram4j.Recognition;
import io.github.ram4j.TagScore;
import io.github.ram4j.server.http.Call;
import io.github.ram4j.server.http.Endpoint;
import io.github.ram4j.server.http.Problem;
import io.github.ram4j.server.http.ProblemException;
import io.github.ram4j.server.http.Reply;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * Labels of a photograph for PhotoPrism, whose client sends its thumbnails. Of several the best
 * score of a label counts. Problems are those of the other paths: PhotoPrism's client takes its own
 * form of errors for a photograph without labels.
 */
public final class VisionLabels implements Endpoint {
  private static final int OK = 200;

  private final BiFunction<byte[], Call, CompletableFuture<Recognition>> recognize;
  private final Runnable requirePlace;
  private final ImageUrls urls;
  private final String model;
  private final int sizePx;

  /**
   * An endpoint.
   *
   * @param recognize an image's tags
   * @param requirePlace refuses a call that would be refused later
   * @param model its name in answers
   * @param sizePx of the model's input
   * @param hosts from which images may be fetched
   * @param maxBytes of one image
   * @param time of one fetch
   */
  public VisionLabels(
      BiFunction<byte[], Call, CompletableFuture<Recognition>> recognize,
      Runnable requirePlace,
      String model,
      int sizePx,
      List<String> hosts,
      int maxBytes,
      Duration time) {
    this.recognize = recognize;
    this.requirePlace = requirePlace;
    this.model = model;
    this.sizePx = sizePx;
    this.urls = new ImageUrls(hosts, maxBytes, time);
  }

  @Override
  public CompletionStage<Reply> answer(Call call) {
    requirePlace.run();
    return call.body()
        .thenApply(VisionRequest::parse)
        .thenCompose(request -> labels(request, call).thenApply(found -> reply(request, found)));
  }

  private CompletableFuture<Map<String, TagScore>> labels(VisionRequest request, Call call) {
    List<CompletableFuture<Recognition>> all =
        request.images().stream()
            .map(url -> urls.bytes(url).thenCompose(image -> recognize(image, call)))
            .toList();
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenApply(
            done -> {
              Map<String, TagScore> best = new LinkedHashMap<>();
              for (CompletableFuture<Recognition> each : all) {
                for (TagScore found : each.join().tags()) {
                  best.merge(
                      found.tag().english(),
                      found,
                      (one, other) -> one.score() >= other.score() ? one : other);
                }
              }
              return best;
            });
  }

  private CompletableFuture<Recognition> recognize(byte[] image, Call call) {
    if (image.length == 0) {
      throw new ProblemException(
          Problem.badRequest("images: expected images, found one of no bytes"));
    }
    return recognize.apply(image, call);
  }

  private Reply reply(VisionRequest request, Map<String, TagScore> labels) {
    return Reply.json(
        out -> {
          out.writeStringField("id", request.id());
          out.writeNumberField("code", OK);
          out.writeObjectFieldStart("model");
          out.writeStringField("type", "labels");
          out.writeStringField("name", model);
          out.writeNumberField("resolution", sizePx);
          out.writeEndObject();
          out.writeObjectFieldStart("result");
          out.writeArrayFieldStart("labels");
          List<TagScore> sorted =
              labels.values().stream()
                  .sorted(Comparator.comparingDouble(TagScore::score).reversed())
                  .toList();
          for (TagScore label : sorted) {
            out.writeStartObject();
            out.writeStringField("name", label.tag().english());
            out.writeStringField("source", "image");
            out.writeNumberField("confidence", label.score());
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }
}
