package io.github.ram4j.onnx.tagging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ram4j.ModelException;
import io.github.ram4j.bundle.TensorSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleTaggerTest {
  @Test
  void hiddenStatesOfOneShapeAreTaken() {
    TensorSpec rows = TensorSpec.parse("float32 [batch, 145, 1536]");
    assertSame(rows, BundleTagger.requireSizes("bundle x: image_encoder.onnx", rows));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "float32 [batch, any, 1536]",
        "float32 [batch, 145, n]",
        "float32 [batch, 0, 1536]",
        "float32 [batch, 65536, 65536]",
        "float32 [batch, 999999999999999999, 999999999999999999]"
      })
  void hiddenStatesOfOtherShapesAreNamed(String found) {
    assertEquals(
        "bundle x: image_encoder.onnx: output rows: expected a number of rows and a width that do"
            + " not vary, and a product below 2^31, found "
            + found,
        assertThrows(
                ModelException.class,
                () ->
                    BundleTagger.requireSizes(
                        "bundle x: image_encoder.onnx", TensorSpec.parse(found)))
            .getMessage());
  }
}
