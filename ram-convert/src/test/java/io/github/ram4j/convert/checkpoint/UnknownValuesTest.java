package io.github.ram4j.convert.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of classes that nobody here knows: beside the weights they are passed over. */
class UnknownValuesTest {
  private static final byte[] STORAGE = PickleWriter.floats(1, 2);

  @TempDir Path folder;

  private Checkpoint open(PickleWriter pickle) throws IOException {
    return SampleFiles.open(folder, SampleFiles.zip(pickle.stop(), STORAGE));
  }

  /** A dict of weights and, beside it, what comes next; ends with ops("u"). */
  private static PickleWriter beside() {
    return new PickleWriter()
        .ops("}(")
        .text("model")
        .ops("}")
        .text("w")
        .vector("FloatStorage", "0", 2)
        .op('s')
        .text("extra");
  }

  private void assertPassedOver(PickleWriter pickle, String kind) throws IOException {
    try (Checkpoint checkpoint = open(pickle.op('u'))) {
      assertArrayEquals(new float[] {1, 2}, checkpoint.tensors().get("w").readAllFloats());
      assertEquals(List.of("extra"), checkpoint.ignored());
      assertEquals("extra: " + kind, checkpoint.entries().get("extra").toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "argparse, Namespace",
    "torch, device",
    "torch, float16",
    "datetime, datetime",
    "pathlib, PosixPath",
    "numpy._core.multiarray, scalar",
    "_codecs, encode",
    "builtins, set",
    "__builtin__, complex",
    "collections, Counter",
    "omegaconf.dictconfig, DictConfig",
    "__main__, Config"
  })
  void anyClassMayStandBesideTheWeights(String module, String name) throws IOException {
    String kind = "a value of \"" + module + "." + name + "\"";
    assertPassedOver(beside().global(module, name), kind);
    // Called; made by NEWOBJ and NEWOBJ_EX; its state set, items put into it.
    assertPassedOver(beside().global(module, name).ops("K\u0001K\u0002\u0086R"), kind);
    assertPassedOver(beside().global(module, name).ops(")\u0081}").text("a").ops("Nsb"), kind);
    assertPassedOver(beside().global(module, name).ops(")}\u0092"), kind);
    assertPassedOver(beside().global(module, name).ops(")R(K\u0001K\u0002e(K\u0001Nu"), kind);
    assertPassedOver(beside().global(module, name).ops(")RK\u0001aK\u0001Ns(K\u0001\u0090"), kind);
    assertPassedOver(beside().text(module).text(name).ops("\u0093)R"), kind);
  }

  @Test
  void sizesAndBytesAreReadAsWhatTheyAre() throws IOException {
    assertPassedOver(
        beside().global("torch", "Size").ops("K\u0001K\u0002\u0086\u0085R"), "a tuple");
    assertPassedOver(beside().ops("C\u0002ab"), "bytes");
    assertPassedOver(beside().ops("\u008f(K\u0001\u0090"), "a list or set");
  }

  @Test
  void aDefaultDictOfWeightsIsADict() throws IOException {
    PickleWriter pickle =
        new PickleWriter()
            .global("collections", "defaultdict")
            .global("__builtin__", "float")
            .ops("\u0085R")
            .text("w")
            .vector("FloatStorage", "0", 2)
            .op('s');
    try (Checkpoint checkpoint = open(pickle)) {
      assertArrayEquals(new float[] {1, 2}, checkpoint.tensors().get("w").readAllFloats());
    }
  }

  private static PickleWriter dictOf(String name) {
    return new PickleWriter().ops("}(").text("b").vector("FloatStorage", "0", 2).text(name);
  }

  @Test
  void parametersWithAttributesAndBuffersAreTensors() throws IOException {
    PickleWriter parameter =
        dictOf("w")
            .global("torch._utils", "_rebuild_parameter_with_state")
            .op('(')
            .vector("FloatStorage", "0", 2)
            .ops("\u0088")
            .global("collections", "OrderedDict")
            .ops(")R}tRu");
    try (Checkpoint checkpoint = open(parameter)) {
      assertArrayEquals(new float[] {1, 2}, checkpoint.tensors().get("w").readAllFloats());
    }
    for (String type : new String[] {"torch.Tensor", "torch.nn.parameter.Buffer"}) {
      try (Checkpoint checkpoint = open(typed(type))) {
        assertArrayEquals(new float[] {1, 2}, checkpoint.tensors().get("w").readAllFloats());
      }
    }
    try (Checkpoint checkpoint = open(typed("somebody.QuantizedTensor"))) {
      assertEquals(Map.of("w", "a value of \"somebody.QuantizedTensor\""), checkpoint.unreadable());
    }
  }

  /** w as torch pickles a tensor that has a class or attributes. */
  private static PickleWriter typed(String type) {
    int dot = type.lastIndexOf('.');
    return dictOf("w")
        .global("torch._tensor", "_rebuild_from_type_v2")
        .op('(')
        .global("torch._utils", "_rebuild_tensor_v2")
        .global(type.substring(0, dot), type.substring(dot + 1))
        .op('(')
        .storage("FloatStorage", "0", 2)
        .ops("K\u0000K\u0002\u0085K\u0001\u0085\u0089")
        .global("collections", "OrderedDict")
        .ops(")Rt}tRu");
  }

  private static PickleWriter withMetadata(String name, String key, boolean set) {
    return dictOf(name)
        .global("torch._utils", "_rebuild_tensor_v2")
        .op('(')
        .storage("FloatStorage", "0", 2)
        .ops("K\u0000K\u0002\u0085K\u0001\u0085\u0089")
        .global("collections", "OrderedDict")
        .ops(")R}")
        .text(key)
        .ops(set ? "\u0088stRu" : "\u0089stRu");
  }

  @Test
  void aNegativeBitIsKeptAndOthersAreNotRead() throws IOException {
    try (Checkpoint checkpoint = open(withMetadata("w", "neg", true))) {
      assertArrayEquals(new float[] {-1, -2}, checkpoint.tensors().get("w").readAllFloats());
      float[] last = new float[2];
      checkpoint.tensors().get("w").readFloats(1, last, 1, 1);
      assertArrayEquals(new float[] {0, -2}, last);
    }
    try (Checkpoint checkpoint = open(withMetadata("w", "conj", false))) {
      assertArrayEquals(new float[] {1, 2}, checkpoint.tensors().get("w").readAllFloats());
    }
    try (Checkpoint checkpoint = open(withMetadata("w", "conj", true))) {
      assertEquals(
          Map.of("w", "a value of \"a tensor with torch's metadata conj\""),
          checkpoint.unreadable());
    }
  }

  @Test
  void tensorsOfOtherTypesAreNotRead() throws IOException {
    PickleWriter complex =
        dictOf("w").tensor("ComplexFloatStorage", "0", 1, 0, new long[] {1}, new long[] {1});
    try (Checkpoint checkpoint = open(complex.op('u'))) {
      assertEquals(
          Map.of("w", "a value of \"torch.ComplexFloatStorage\""), checkpoint.unreadable());
    }
    PickleWriter eightBits =
        dictOf("w")
            .global("torch._utils", "_rebuild_tensor_v3")
            .op('(')
            .storage("UntypedStorage", "0", 2)
            .ops("K\u0000K\u0002\u0085K\u0001\u0085\u0089N")
            .global("torch", "float8_e5m2")
            .ops("tRu");
    try (Checkpoint checkpoint = open(eightBits)) {
      assertEquals(Map.of("w", "a value of \"torch.float8_e5m2\""), checkpoint.unreadable());
    }
  }

  @Test
  void anUnknownObjectIsNoCheckpoint() throws IOException {
    PickleWriter whole = new PickleWriter().global("ram.models", "RAM").ops(")\u0081}b");
    SampleFiles.assertRefused(
        folder,
        SampleFiles.zip(whole.stop(), STORAGE),
        "the file holds a value of \"ram.models.RAM\", of which nothing is built");
    PickleWriter under = new PickleWriter().ops("}").text("model").global("x", "Model").ops(")Rs");
    SampleFiles.assertRefused(
        folder, SampleFiles.zip(under.stop(), STORAGE), "model of a value of \"x.Model\"");
  }

  @Test
  void unknownValuesAreNoKeysOfStorages() throws IOException {
    PickleWriter pickle =
        new PickleWriter()
            .ops("}")
            .text("w")
            .global("torch._utils", "_rebuild_tensor_v2")
            .op('(')
            .storage("FloatStorage", "0", 2)
            .global("a", "Offset")
            .ops("K\u0002\u0085K\u0001\u0085\u0089NtRs");
    SampleFiles.assertRefused(
        folder, SampleFiles.zip(pickle.stop(), STORAGE), "describes a tensor in a way");
  }
}
