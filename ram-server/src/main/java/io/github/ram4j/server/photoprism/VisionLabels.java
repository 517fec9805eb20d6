package io.github.ram4j.server.photoprism;

import io.github.ram4j.Recognition;
import io.github.ram4j.TagScore;
import io.github.ram4j.server.http.ByteBudget;
import io.github.ram4j.server.http.Call;
import io.github.ram4j.server.http.Endpoint;
import io.github.ram4j.server.http.Problem;
import io.github.ram4j.server.http.ProblemException;
import io.github.ram4j.server.http.Reply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Labels of a photograph for PhotoPrism, whose client sends its thumbnails. Of several the best
 * score of a label counts. Problems are those of the other paths: PhotoPrism's client takes its own
 * form of errors for a photograph without labels.
 */
public final class VisionLabels implements Endpoint {
  private static final int OK = 200;

  /** What a body costs beside itself: the text of its URLs, and their images. */
  private static final long COPIES = 2;

  private final BiFunction<byte[], Call, CompletableFuture<Recognition>> recognize;
  private final Runnable requirePlace;
  private final ImageUrls urls;
  private final ByteBudget memory;
  private final String model;
  private final int sizePx;

  /**
   * An endpoint.
   *
   * @param recognize an image's tags
   * @param requirePlace refuses a call that would be refused later
   * @param model its name in answers
   * @param sizePx of the model's input
   * @param urls of images
   * @param memory of all images that wait
   */
  public VisionLabels(
      BiFunction<byte[], Call, CompletableFuture<Recognition>> recognize,
      Runnable requirePlace,
      String model,
      int sizePx,
      ImageUrls urls,
      ByteBudget memory) {
    this.recognize = recognize;
    this.requirePlace = requirePlace;
    this.model = model;
    this.sizePx = sizePx;
    this.urls = urls;
    this.memory = memory;
  }

  @Override
  public CompletionStage<Reply> answer(Call call) {
    requirePlace.run();
    return call.body().thenCompose(body -> within(COPIES * body.length, () -> answer(body, call)));
  }

  /** What needs memory, which is given back at its end. */
  private <T> CompletableFuture<T> within(long bytes, Supplier<CompletableFuture<T>> work) {
    if (!memory.take(bytes)) {
      throw new ProblemException(
          Problem.tooMany("images: expected room in memory, found none left", 1));
    }
    CompletableFuture<T> begun;
    try {
      begun = work.get();
    } catch (RuntimeException e) {
      begun = CompletableFuture.failedFuture(e);
    }
    return begun.whenComplete((done, failure) -> memory.giveBack(bytes));
  }

  private CompletableFuture<Reply> answer(byte[] body, Call call) {
    VisionRequest request = VisionRequest.parse(body);
    request.images().forEach(urls::check);
    List<CompletableFuture<Recognition>> all = new ArrayList<>();
    CompletableFuture<?> before = CompletableFuture.completedFuture(null);
    for (String url : request.images()) {
      CompletableFuture<Recognition> each;
      if (ImageUrls.isData(url)) {
        each = recognize(ImageUrls.ofData(url), call);
      } else { // one after the other, so that one request holds one of them
        each = before.thenCompose(done -> fetched(url, call));
        before = each;
      }
      all.add(each);
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenApply(
            done -> reply(request, best(all.stream().map(CompletableFuture::join).toList())));
  }

  private CompletableFuture<Recognition> fetched(String url, Call call) {
    return within(
        urls.maxBytes(), () -> urls.fetch(url).thenCompose(image -> recognize(image, call)));
  }

  private static Map<String, TagScore> best(List<Recognition> all) {
    Map<String, TagScore> best = new LinkedHashMap<>();
    for (Recognition each : all) {
      for (TagScore found : each.tags()) {
        best.merge(
            found.tag().english(),
            found,
            (one, other) -> one.score() >= other.score() ? one : other);
      }
    }
    return best;
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
