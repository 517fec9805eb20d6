package io.github.ram4j.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.server.http.Endpoint;
import io.github.ram4j.server.http.Reply;
import io.github.ram4j.view.json.NameLanguage;
import io.github.ram4j.view.json.RecognitionJson;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** What the open models are and know, written once. */
public final class ModelEndpoints {
  private ModelEndpoints() {}

  /**
   * Limits that a client should know.
   *
   * @param bytes of a body
   * @param pixels of an image, where the server knows
   * @param names of one request, where the model takes any
   */
  public record Limits(int bytes, OptionalLong pixels, int names) {}

  /**
   * What a server says of its models.
   *
   * @param name of the models
   * @param upright whether they see images upright, as a browser shows them
   */
  public record Title(String name, boolean upright) {}

  /** The tags, in the order of the scores. */
  public static Endpoint tags(Inferences inferences) {
    TagVocabulary vocabulary = inferences.recognizer().vocabulary();
    Reply reply = Reply.json(out -> writeTags(out, vocabulary));
    return call -> {
      Parameters.requireKnown(call.query());
      return CompletableFuture.completedFuture(reply);
    };
  }

  /** The model, what it can, and the limits of requests. */
  public static Endpoint model(Title title, Inferences inferences, Limits limits) {
    Reply reply = Reply.json(out -> writeModel(out, title, inferences, limits));
    return call -> {
      Parameters.requireKnown(call.query());
      return CompletableFuture.completedFuture(reply);
    };
  }

  private static void writeTags(JsonGenerator out, TagVocabulary vocabulary) throws IOException {
    out.writeStringField("list", ListId.of(vocabulary));
    out.writeArrayFieldStart("tags");
    for (int i = 0; i < vocabulary.size(); i++) {
      out.writeStartObject();
      RecognitionJson.writeNames(out, vocabulary.tag(i), NameLanguage.BOTH);
      out.writeNumberField("threshold", vocabulary.threshold(i));
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeModel(
      JsonGenerator out, Title title, Inferences inferences, Limits limits) throws IOException {
    out.writeStringField("model", title.name());
    out.writeStringField("family", inferences.recognizer().model().family().id());
    out.writeNumberField("tags", inferences.recognizer().vocabulary().size());
    out.writeBooleanField("captions", inferences.writesCaptions());
    out.writeBooleanField("embeddings", inferences.recognizer().encodesImages());
    out.writeBooleanField("names", inferences.takesNames());
    out.writeBooleanField("attention", inferences.recognizer().givesAttention());
    out.writeBooleanField("regions", inferences.findsRegions());
    out.writeBooleanField("masks", inferences.findsMasks());
    out.writeBooleanField("upright", title.upright());
    out.writeObjectFieldStart("limits");
    out.writeNumberField("bytes", limits.bytes());
    if (limits.pixels().isPresent()) {
      out.writeNumberField("pixels", limits.pixels().getAsLong());
    }
    out.writeNumberField("names", inferences.takesNames() ? limits.names() : 0);
    out.writeEndObject();
  }
}
