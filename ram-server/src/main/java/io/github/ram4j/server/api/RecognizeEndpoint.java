package io.github.ram4j.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.ram4j.OpenTag;
import io.github.ram4j.Recognition;
import io.github.ram4j.TagScore;
import io.github.ram4j.ThresholdPolicy;
import io.github.ram4j.server.http.Call;
import io.github.ram4j.server.http.Endpoint;
import io.github.ram4j.server.http.Problem;
import io.github.ram4j.server.http.ProblemException;
import io.github.ram4j.server.http.Reply;
import io.github.ram4j.view.json.NameLanguage;
import io.github.ram4j.view.json.RecognitionJson;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/** Tags of an image. */
public final class RecognizeEndpoint implements Endpoint {
  private final Inferences inferences;
  private final int mostNames;
  private final String list;

  /** An endpoint of models. */
  public RecognizeEndpoint(Inferences inferences, int mostNames) {
    this.inferences = inferences;
    this.mostNames = mostNames;
    this.list = ListId.of(inferences.recognizer().vocabulary());
  }

  /** What of a recognition is asked for. */
  private record Asked(
      Optional<String> image,
      Optional<Float> threshold,
      NameLanguage language,
      OptionalInt limit,
      boolean all,
      List<String> names) {}

  @Override
  public CompletionStage<Reply> answer(Call call) {
    inferences.requirePlace();
    return ImageForm.read(call, "threshold", "language", "limit", "all", "names")
        .thenCompose(form -> recognize(form, asked(form), call));
  }

  private Asked asked(ImageForm form) {
    Parameters given = form.parameters();
    List<String> names = given.names(mostNames);
    if (!names.isEmpty() && !inferences.takesNames()) {
      throw new ProblemException(
          Problem.notOffered(
              "names: expected a server of RAM or RAM++ with a text encoder, found one without"));
    }
    return new Asked(
        form.name(), given.threshold(), given.language(), given.limit(), given.all(), names);
  }

  private CompletionStage<Reply> recognize(ImageForm form, Asked asked, Call call) {
    return asked.names().isEmpty()
        ? inferences.tags(form.image(), call).thenApply(found -> reply(asked, found, Map.of()))
        : inferences
            .names(form.image(), asked.names(), call)
            .thenApply(found -> reply(asked, found.recognition(), found.view().byId()));
  }

  private Reply reply(Asked asked, Recognition scores, Map<Integer, OpenTag> names) {
    Recognition recognition =
        asked
            .threshold()
            .map(threshold -> scores.withThresholds(ThresholdPolicy.uniform(threshold)))
            .orElse(scores);
    List<TagScore> found = recognition.tags();
    List<TagScore> shown =
        found.subList(0, Math.min(found.size(), asked.limit().orElse(found.size())));
    RecognitionJson json = new RecognitionJson(asked.language(), names);
    return Reply.json(
        out -> {
          if (asked.image().isPresent()) {
            out.writeStringField("image", asked.image().get());
          }
          json.writeMembers(out, shown, recognition);
          if (asked.all()) {
            writeScores(out, recognition);
          }
        });
  }

  /** The scores of the model's list, which comes first in any vocabulary with names. */
  private void writeScores(JsonGenerator out, Recognition recognition) throws IOException {
    FloatBuffer scores = recognition.scores();
    out.writeStringField("list", list);
    out.writeArrayFieldStart("scores");
    for (int i = 0; i < inferences.recognizer().vocabulary().size(); i++) {
      out.writeNumber(scores.get(i));
    }
    out.writeEndArray();
  }
}
