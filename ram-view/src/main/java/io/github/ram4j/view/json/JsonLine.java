package io.github.ram4j.view.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;

/** A JSON object as one line of text. */
public final class JsonLine {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonLine() {}

  /** What writes the members of an object. */
  @FunctionalInterface
  public interface Members {
    /**
     * Writes members.
     *
     * @param out within an object
     * @throws IOException if writing fails
     */
    void write(JsonGenerator out) throws IOException;
  }

  /**
   * Writes an object.
   *
   * @param members of the object
   * @return one line without its end
   * @throws IOException if the members' writer fails
   */
  public static String of(Members members) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(line)) {
      out.writeStartObject();
      members.write(out);
      out.writeEndObject();
    }
    return line.toString();
  }
}
