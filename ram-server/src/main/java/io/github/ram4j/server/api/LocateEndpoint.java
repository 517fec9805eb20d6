package io.github.ram4j.server.api;

import io.github.ram4j.ImageSource;
import io.github.ram4j.locate.LocateOptions;
import io.github.ram4j.server.http.Call;
import io.github.ram4j.server.http.Endpoint;
import io.github.ram4j.server.http.Problem;
import io.github.ram4j.server.http.ProblemException;
import io.github.ram4j.server.http.Reply;
import io.github.ram4j.view.scene.SceneJson;
import java.util.concurrent.CompletionStage;

/** Where the tags of an image are. */
public final class LocateEndpoint implements Endpoint {
  private static final String[] PARAMETERS = {"tags", "box-threshold", "nms", "all-tags"};
  private static final int MAX_NAMES = 200;

  private final Inferences inferences;

  /** An endpoint of models. */
  public LocateEndpoint(Inferences inferences) {
    this.inferences = inferences;
  }

  @Override
  public CompletionStage<Reply> answer(Call call) {
    if (!inferences.findsRegions()) {
      throw new ProblemException(
          Problem.notOffered(
              "regions: expected a server with a detector (--detector), found one without"));
    }
    inferences.requirePlace();
    return ImageForm.read(call, PARAMETERS)
        .thenCompose(form -> inferences.scene(question(form), call))
        .thenApply(scene -> Reply.json(out -> SceneJson.writeMembers(out, scene)));
  }

  private static SceneSearch.Question question(ImageForm form) {
    Parameters parameters = form.parameters();
    LocateOptions options = LocateOptions.defaults();
    options = parameters.share("box-threshold").map(options::withBoxThreshold).orElse(options);
    options = parameters.share("nms").map(options::withOverlapOfTag).orElse(options);
    return new SceneSearch.Question(
        ImageSource.of(form.image()),
        form.name().orElse(""),
        parameters.listIfGiven("tags", MAX_NAMES),
        parameters.flag("all-tags"),
        options);
  }
}
