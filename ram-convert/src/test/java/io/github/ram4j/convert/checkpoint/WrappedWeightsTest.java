package io.github.ram4j.convert.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights where trainings put them, under the names that wrappers give them. */
class WrappedWeightsTest {
  private static final String FIRST = "visual_encoder.patch_embed.proj.weight";
  private static final String OTHER = "visual_encoder.norm.bias";
  private static final byte[] STORAGE = PickleWriter.floats(1, 2, 3, 4);

  @TempDir Path folder;

  /** A model whose tensors are one number each; the first tensor's number is given. */
  private static PickleWriter model(PickleWriter pickle, String prefix, int number) {
    pickle.ops("}(");
    vector(pickle, prefix + FIRST, number);
    vector(pickle, prefix + OTHER, 0);
    return pickle.op('u');
  }

  private static void vector(PickleWriter pickle, String name, int at) {
    pickle.text(name).tensor("FloatStorage", "0", 4, at, new long[] {1}, new long[] {1});
  }

  private Path write(PickleWriter pickle) throws IOException {
    return SampleFiles.write(folder, SampleFiles.zip(pickle.stop(), STORAGE));
  }

  private static void assertModel(Checkpoint checkpoint, float first) {
    assertEquals(List.of(FIRST, OTHER), List.copyOf(checkpoint.tensors().keySet()));
    assertEquals(FIRST, checkpoint.tensors().get(FIRST).name());
    assertArrayEquals(
        new float[] {first}, checkpoint.tensors().get(FIRST).readAllFloats(), 0, "first tensor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "module.",
        "_orig_mod.",
        "module._orig_mod.",
        "_orig_mod.module.",
        "model.",
        "net.",
        "ema.module.",
        "module.module.",
        "_fsdp_wrapped_module.",
        "_forward_module.model."
      })
  void namesBeginAsWrappersLetThem(String prefix) throws IOException {
    PickleWriter pickle = new PickleWriter().ops("}").text("model");
    try (Checkpoint checkpoint = Checkpoint.open(write(model(pickle, prefix, 2).op('s')))) {
      assertModel(checkpoint, 3);
      assertEquals(List.of(), checkpoint.ignored());
      assertEquals(List.of(), checkpoint.others());
    }
    byte[] header =
        SampleFiles.safetensors(
            "{\"%s%s\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                    .formatted(prefix, FIRST)
                + "\"%s%s\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}"
                    .formatted(prefix, OTHER),
            PickleWriter.floats(3, 1));
    try (Checkpoint checkpoint = SampleFiles.open(folder, header)) {
      assertModel(checkpoint, 3);
    }
  }

  @Test
  void wrappersStandWithinNames() throws IOException {
    PickleWriter pickle = new PickleWriter().ops("}(");
    vector(
        pickle, "visual_encoder._orig_mod.patch_embed._checkpoint_wrapped_module.proj.weight", 1);
    vector(pickle, "visual_encoder.norm._fsdp_wrapped_module.bias", 1);
    try (Checkpoint checkpoint = Checkpoint.open(write(pickle.op('u')))) {
      assertModel(checkpoint, 2);
    }
    PickleWriter twice = new PickleWriter().ops("}(");
    vector(twice, FIRST, 1);
    vector(twice, "_orig_mod." + FIRST, 2);
    SampleFiles.assertRefused(
        folder, SampleFiles.zip(twice.op('u').stop(), STORAGE), "is there twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model",
        "state_dict",
        "model_state_dict",
        "state_dict_ema",
        "model_ema",
        "net",
        "module",
        "params",
        "weights",
        "anything"
      })
  void weightsLieUnderAnyEntry(String entry) throws IOException {
    PickleWriter pickle = new PickleWriter().ops("}(").text("epoch").ops("K\u0001").text(entry);
    try (Checkpoint checkpoint = Checkpoint.open(write(model(pickle, "", 2).op('u')))) {
      assertModel(checkpoint, 3);
      assertEquals(entry, checkpoint.weightsUnder());
      assertEquals(entry, checkpoint.weights());
      assertEquals(List.of("epoch"), checkpoint.ignored());
    }
    PickleWriter deeper = new PickleWriter().ops("}").text("checkpoint").ops("}").text(entry);
    try (Checkpoint checkpoint = Checkpoint.open(write(model(deeper, "", 2).ops("ss")))) {
      assertModel(checkpoint, 3);
      assertEquals("checkpoint." + entry, checkpoint.weightsUnder());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "model, model_ema",
    "model, ema",
    "state_dict, state_dict_ema",
    "student, teacher",
    "net, averaged_model",
    "model, best_model"
  })
  void ofTwoModelsTheOneThatWasTrainedIsTakenAndTheOtherIsToldOf(String trained, String copy)
      throws IOException {
    PickleWriter pickle = model(new PickleWriter().ops("}(").text(copy), "", 1);
    Path file = write(model(pickle.text(trained), "", 3).op('u'));
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertModel(checkpoint, 4);
      assertEquals(trained, checkpoint.weights());
      assertEquals(List.of(copy), checkpoint.others());
    }
    try (Checkpoint checkpoint = Checkpoint.open(file, copy)) {
      assertModel(checkpoint, 2);
      assertEquals(copy, checkpoint.weights());
      assertEquals(List.of(trained), checkpoint.others());
    }
    ModelException e =
        assertThrows(ModelException.class, () -> Checkpoint.open(file, "nothing").close());
    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    assertTrue(
        e.getMessage()
            .contains(
                "under \"nothing\", as asked for, found weights under: \"%s\", \"%s\""
                    .formatted(copy, trained)),
        e.getMessage());
  }

  @Test
  void lightningHasAModelAndItsAverageInOneDict() throws IOException {
    PickleWriter pickle = new PickleWriter().ops("}(").text("state_dict").ops("}(");
    vector(pickle, "ema_model.module." + FIRST, 0);
    vector(pickle, "ema_model.module." + OTHER, 0);
    vector(pickle, "ema_model.n_averaged", 0);
    vector(pickle, "model." + FIRST, 3);
    vector(pickle, "model." + OTHER, 3);
    vector(pickle, "loss.weight", 0);
    Path file = write(pickle.op('u').text("hyper_parameters").ops("}u"));
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertModel(checkpoint, 4);
      assertEquals("state_dict.model", checkpoint.weights());
      assertEquals(List.of("state_dict.ema_model.module"), checkpoint.others());
      assertEquals(
          List.of("hyper_parameters", "ema_model (3 tensors)", "loss"), checkpoint.ignored());
    }
    try (Checkpoint checkpoint = Checkpoint.open(file, "state_dict.ema_model.module")) {
      assertModel(checkpoint, 1);
    }
  }

  @Test
  void aModelAtTheTopIsCalledByADot() throws IOException {
    PickleWriter pickle = new PickleWriter().ops("}(");
    vector(pickle, FIRST, 2);
    vector(pickle, OTHER, 2);
    Path file = write(model(pickle.text("ema"), "", 0).op('u'));
    List<String> opened = new ArrayList<>();
    for (String wanted : new String[] {null, ".", "ema"}) {
      try (Checkpoint checkpoint = Checkpoint.open(file, wanted)) {
        opened.add(checkpoint.weights() + " " + checkpoint.others());
      }
    }
    assertEquals(List.of(". [ema]", ". [ema]", "ema [.]"), opened);
  }
}
