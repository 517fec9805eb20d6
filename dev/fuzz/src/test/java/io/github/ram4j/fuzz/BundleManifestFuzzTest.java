package io.github.ram4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.ram4j.ModelException;
import io.github.ram4j.bundle.Bundle;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** A bundle's manifest, beside a list of one tag; one that is read is written and read again. */
class BundleManifestFuzzTest {
  private static final byte[] TAGS = "id\ten\n0\tcat\n".getBytes(StandardCharsets.UTF_8);

  @FuzzTest
  void manifest(byte[] data) throws IOException {
    Input.file("tags.tsv", TAGS);
    Input.file("bundle.properties", data);
    try {
      Bundle bundle = Bundle.read(Input.parent());
      Properties written = new Properties();
      written.load(new StringReader(bundle.manifest().toText()));
      if (written.isEmpty()) {
        throw new AssertionError("nothing is written of " + bundle.manifest());
      }
    } catch (ModelException e) {
      Input.requireNames(e, Input.parent());
    }
  }
}
