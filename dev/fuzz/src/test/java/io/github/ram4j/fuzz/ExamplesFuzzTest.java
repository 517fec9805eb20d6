package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.ram4j.data.ExampleException;
import io.github.ram4j.data.ExampleReader;
import io.github.ram4j.data.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;

/** Training data as JSON Lines. */
class ExamplesFuzzTest {
  @FuzzTest
  void examples(byte[] data) throws IOException {
    Path file = Input.file("examples.jsonl", data);
    try {
      ExampleReader.readAll(file, ReadOptions.defaults());
    } catch (ExampleException e) {
      Input.requireNames(e, file);
    }
  }
}
