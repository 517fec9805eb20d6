package io.github.ram4j.server.api;

import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognition;
import io.github.ram4j.TagScore;
import io.github.ram4j.ThresholdPolicy;
import io.github.ram4j.server.batch.Batcher;
import io.github.ram4j.server.http.Call;
import io.github.ram4j.server.http.Endpoint;
import io.github.ram4j.server.http.Reply;
import io.github.ram4j.view.json.RecognitionJson;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Tags of an image. */
public final class RecognizeEndpoint implements Endpoint {
  private final Inferences inferences;
  private final Batcher batcher;

  /** An endpoint of models. */
  public RecognizeEndpoint(Inferences inferences, Batcher batcher) {
    this.inferences = inferences;
    this.batcher = batcher;
  }

  @Override
  public CompletionStage<Reply> answer(Call call) {
    return ImageForm.read(call, "threshold", "language", "limit", "all", "names")
        .thenCompose(
            form -> {
              Answer answer = Answer.of(form);
              return batcher
                  .submit(inferences.tags(), ImageSource.of(form.image()), call::isWanted)
                  .thenApply(recognition -> reply(form, answer, recognition));
            });
  }

  /** What of a recognition is asked for. */
  private record Answer(Parameters parameters, RecognitionJson json) {
    static Answer of(ImageForm form) {
      Parameters parameters = form.parameters();
      parameters.threshold();
      parameters.limit();
      parameters.all();
      return new Answer(parameters, new RecognitionJson(parameters.language(), Map.of()));
    }
  }

  private static Reply reply(ImageForm form, Answer answer, Recognition scores) {
    Parameters parameters = answer.parameters();
    Recognition recognition =
        parameters
            .threshold()
            .map(threshold -> scores.withThresholds(ThresholdPolicy.uniform(threshold)))
            .orElse(scores);
    List<TagScore> found = recognition.tags();
    List<TagScore> shown =
        found.subList(0, Math.min(found.size(), parameters.limit().orElse(found.size())));
    return Reply.json(
        out -> {
          if (form.name().isPresent()) {
            out.writeStringField("image", form.name().get());
          }
          answer.json().writeMembers(out, shown, recognition);
          if (parameters.all()) {
            out.writeArrayFieldStart("scores");
            FloatBuffer all = recognition.scores();
            while (all.hasRemaining()) {
              out.writeNumber(all.get());
            }
            out.writeEndArray();
          }
        });
  }
}
