package io.github.ram4j.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A form of parts, as browsers send it. */
final class Form {
  static final String TYPE = "multipart/form-data; boundary=ram4j-test";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Form field(String name, String value) {
    write("--ram4j-test\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n".formatted(name));
    write(value + "\r\n");
    return this;
  }

  Form image(String fileName, byte[] image) {
    write("--ram4j-test\r\nContent-Disposition: form-data; name=\"image\"; ");
    write("filename=\"%s\"\r\nContent-Type: image/jpeg\r\n\r\n".formatted(fileName));
    bytes.writeBytes(image);
    write("\r\n");
    return this;
  }

  byte[] bytes() {
    write("--ram4j-test--\r\n");
    return bytes.toByteArray();
  }

  private void write(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
