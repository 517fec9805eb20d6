package io.github.ram4j.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.ram4j.Tag;
import io.github.ram4j.TagAttention;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.server.http.Call;
import io.github.ram4j.server.http.Endpoint;
import io.github.ram4j.server.http.Problem;
import io.github.ram4j.server.http.ProblemException;
import io.github.ram4j.server.http.Reply;
import io.github.ram4j.view.json.NameLanguage;
import io.github.ram4j.view.json.RecognitionJson;
import io.github.ram4j.view.scene.AttentionJson;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Where the model looks for tags of its list in an image: a hint, and no box. */
public final class AttentionEndpoint implements Endpoint {
  private static final String TAGS = "tags";
  private static final int MAX_NAMES = 20;

  private final Inferences inferences;

  /** An endpoint of models. */
  public AttentionEndpoint(Inferences inferences) {
    this.inferences = inferences;
  }

  @Override
  public CompletionStage<Reply> answer(Call call) {
    if (!inferences.recognizer().givesAttention()) {
      throw new ProblemException(
          Problem.notOffered(
              "attention: expected a model of RAM or RAM++, found one that does not say where it"
                  + " looks"));
    }
    inferences.requirePlace();
    return ImageForm.read(call, TAGS)
        .thenCompose(
            form ->
                inferences
                    .attention(form.image(), tags(form.parameters()), call)
                    .thenApply(maps -> reply(form.name(), maps)));
  }

  /** The tags of the model's list with these names. */
  private List<Tag> tags(Parameters parameters) {
    List<String> names = parameters.list(TAGS, MAX_NAMES);
    if (names.isEmpty()) {
      throw new ProblemException(
          Problem.badRequest("tags: expected names of tags of the model's list, found none"));
    }
    TagVocabulary list = inferences.recognizer().vocabulary();
    List<String> unknown = names.stream().filter(name -> list.find(name).isEmpty()).toList();
    if (unknown.size() > 1) {
      throw new ProblemException(
          Problem.unusable(
              "tags: expected names of the vocabulary's %d tags, found none of the names \"%s\""
                  .formatted(list.size(), String.join("\", \"", unknown))));
    }
    Set<Tag> tags = new LinkedHashSet<>();
    names.forEach(name -> tags.addAll(list.require(name)));
    return List.copyOf(tags);
  }

  private static Reply reply(Optional<String> image, List<TagAttention> maps) {
    return Reply.json(
        out -> {
          if (image.isPresent()) {
            out.writeStringField("image", image.get());
          }
          out.writeArrayFieldStart("attention");
          for (TagAttention map : maps) {
            write(out, map);
          }
          out.writeEndArray();
        });
  }

  private static void write(JsonGenerator out, TagAttention map) throws IOException {
    out.writeStartObject();
    RecognitionJson.writeNames(out, map.tag(), NameLanguage.BOTH);
    out.writeArrayFieldStart("most");
    out.writeNumber((float) map.peak().x());
    out.writeNumber((float) map.peak().y());
    out.writeEndArray();
    AttentionJson.writeShares(out, map);
    out.writeEndObject();
  }
}
