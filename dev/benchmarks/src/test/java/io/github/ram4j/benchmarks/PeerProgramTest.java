package io.github.ram4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerProgramTest {

  private static String answer(String questions, String... arguments)
      throws IOException, OrtException {
    InputStream in = System.in;
    PrintStream out = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setIn(new ByteArrayInputStream(questions.getBytes(StandardCharsets.UTF_8)));
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      PeerProgram.main(arguments);
    } finally {
      System.setIn(in);
      System.setOut(out);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void answersWithSecondsAndWritesLogitsWhereToldTo(@TempDir Path folder)
      throws IOException, OrtException {
    Path bundle = TinyModels.bundle(folder, 384);
    Path logits = folder.resolve("logits.f32");
    Files.write(folder.resolve("input.f32"), new byte[3 * 384 * 384 * Float.BYTES]);
    Files.writeString(folder.resolve("us.out"), logits.toString());
    String said = answer("run\nrun\n", bundle.toString(), folder.toString(), "1", "us");
    assertTrue(said.matches("([0-9]+\\.[0-9]{6}\\R){2}"), said);
    assertEquals((long) TinyModels.tags().size() * Float.BYTES, Files.size(logits));
  }

  @Test
  void aModelOfAnotherSizeIsRefused() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> PeerProgram.main(new String[] {"clipart", "."}))
            .getMessage();
    assertTrue(message.contains("expected a model of 384 pixels"), message);
  }
}
