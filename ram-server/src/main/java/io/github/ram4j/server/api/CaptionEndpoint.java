package io.github.ram4j.server.api;

import io.github.ram4j.Caption;
import io.github.ram4j.CaptionRequest;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Steering;
import io.github.ram4j.server.http.Call;
import io.github.ram4j.server.http.Endpoint;
import io.github.ram4j.server.http.Problem;
import io.github.ram4j.server.http.ProblemException;
import io.github.ram4j.server.http.Reply;
import io.github.ram4j.view.json.CaptionJson;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A sentence about an image. */
public final class CaptionEndpoint implements Endpoint {
  private static final int MAX_TAGS = 1000;

  private final Inferences inferences;

  /** An endpoint of models. */
  public CaptionEndpoint(Inferences inferences) {
    this.inferences = inferences;
  }

  @Override
  public CompletionStage<Reply> answer(Call call) {
    if (!inferences.writesCaptions()) {
      throw new ProblemException(
          Problem.notOffered("captions: expected a server of Tag2Text, found one without"));
    }
    inferences.requirePlace();
    return ImageForm.read(call, "tags")
        .thenCompose(
            form ->
                inferences
                    .captions(CaptionRequest.of(ImageSource.of(form.image()), steering(form)), call)
                    .thenApply(captions -> reply(form.name(), captions)));
  }

  private static Steering steering(ImageForm form) {
    String tags = form.parameters().tags().orElse("");
    if (tags.length() > MAX_TAGS) {
      throw new ProblemException(
          Problem.badRequest(
              "tags: expected at most %d characters, found %d".formatted(MAX_TAGS, tags.length())));
    }
    return tags.isBlank() ? Steering.recognized() : Steering.of(tags);
  }

  private static Reply reply(Optional<String> image, List<Caption> captions) {
    return Reply.json(
        out -> {
          if (image.isPresent()) {
            out.writeStringField("image", image.get());
          }
          CaptionJson.writeMembers(out, captions);
        });
  }
}
