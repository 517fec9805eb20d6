package io.github.ram4j.server.api;

import io.github.ram4j.ImageEmbedding;
import io.github.ram4j.server.http.Call;
import io.github.ram4j.server.http.Endpoint;
import io.github.ram4j.server.http.Problem;
import io.github.ram4j.server.http.ProblemException;
import io.github.ram4j.server.http.Reply;
import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The embedding of an image. */
public final class EmbedEndpoint implements Endpoint {
  private final Inferences inferences;

  /** An endpoint of models. */
  public EmbedEndpoint(Inferences inferences) {
    this.inferences = inferences;
  }

  @Override
  public CompletionStage<Reply> answer(Call call) {
    if (!inferences.recognizer().encodesImages()) {
      throw new ProblemException(
          Problem.notOffered(
              "embeddings: expected a model with an image encoder, found an ONNX file of others"));
    }
    inferences.requirePlace();
    return ImageForm.read(call)
        .thenCompose(
            form ->
                inferences
                    .encodings(form.image(), call)
                    .thenApply(image -> reply(form.name(), inferences.recognizer().embed(image))));
  }

  private static Reply reply(Optional<String> image, ImageEmbedding embedding) {
    return Reply.json(
        out -> {
          if (image.isPresent()) {
            out.writeStringField("image", image.get());
          }
          out.writeStringField("model", embedding.model());
          out.writeStringField("kind", embedding.kind().name().toLowerCase(Locale.ROOT));
          out.writeArrayFieldStart("embedding");
          FloatBuffer vector = embedding.vector();
          while (vector.hasRemaining()) {
            out.writeNumber(vector.get());
          }
          out.writeEndArray();
        });
  }
}
