package io.github.ram4j.convert.checkpoint;

import static io.github.ram4j.convert.checkpoint.SampleFiles.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ends after minutes where a pickle makes it loop for ever. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class UnpicklerTest {
  private static final byte[] TWO = PickleWriter.floats(1, 2);

  @TempDir Path folder;

  private static PickleWriter pickle() {
    return new PickleWriter();
  }

  private void assertPickleRefused(PickleWriter pickle, String cause) throws IOException {
    assertRefused(folder, SampleFiles.zip(pickle.stop(), TWO), cause);
  }

  @Test
  void namesThatOnlyAttacksNeedAreRefusedByName() throws IOException {
    assertPickleRefused(
        pickle().global("posix", "system").text("touch ram-was-here").ops("\u0085R"),
        "names \"posix.system\"");
    assertPickleRefused(pickle().text("builtins").text("eval").op(0x93), "names \"builtins.eval\"");
    assertPickleRefused(pickle().ops("(ios\nsystem\n"), "names \"os.system\"");
    assertPickleRefused(pickle().global("a\u0007b", "c"), "the file holds a value of \"a?b.c\"");
    assertPickleRefused(pickle().global("nt", "system").ops(")R"), "nothing of the file was run");
    assertPickleRefused(
        pickle().text("torch.serialization").text("os.system").op(0x93),
        "names \"torch.serialization.os.system\"");
    assertPickleRefused(pickle().global("__builtin__", "getattr"), "\"__builtin__.getattr\"");
    assertPickleRefused(pickle().global("torch", "load"), "names \"torch.load\"");
  }

  @Test
  void onlyKnownFunctionsAreCalled() throws IOException {
    assertPickleRefused(pickle().global("torch", "FloatStorage").ops(")R"), "a storage type");
    assertPickleRefused(pickle().text("f").ops(")R"), "calls a string");
    assertPickleRefused(
        pickle().global("collections", "OrderedDict").ops("K\u0001R"), "with a number");
    assertPickleRefused(
        pickle().global("torch._utils", "_rebuild_tensor_v2").ops(")R"), "describes a tensor");
    assertPickleRefused(
        pickle().global("torch._utils", "_rebuild_parameter").ops(")R"), "a parameter");
    assertPickleRefused(
        pickle().global("collections", "OrderedDict").ops("K\u0001\u0085R"), "fills an");
    assertPickleRefused(pickle().ops("))\u0081"), "makes an object of a tuple");
    assertPickleRefused(pickle().ops("))\u0092"), "empty stack");
    assertPickleRefused(
        pickle().global("torch", "FloatStorage").ops(")}\u0092"), "object of a storage type");
    assertPickleRefused(pickle().global("a", "B").ops("K\u0001R"), "calls a value of \"a.B\"");
    assertPickleRefused(pickle().ops("}}b"), "sets the state of a dict");
    assertPickleRefused(pickle().text("id").op('Q'), "refers to a storage");
  }

  @Test
  void opcodesThatTorchDoesNotWriteAreRefused() throws IOException {
    assertPickleRefused(pickle().ops("(o"), "opcode OBJ");
    assertPickleRefused(pickle().ops("(ia\nb\n"), "opcode INST");
    assertPickleRefused(pickle().ops("\u0082\u0001"), "opcode EXT1");
    assertPickleRefused(pickle().ops("P0\n"), "opcode PERSID");
    assertPickleRefused(pickle().ops("\u00ff"), "unknown opcode 0xff");
  }

  @Test
  void damagedProgramsAreRefused() throws IOException {
    assertPickleRefused(pickle().op('0'), "mark that was never set");
    assertPickleRefused(pickle().ops("(\u0085"), "takes a value off an empty stack");
    assertPickleRefused(pickle().ops("K\u0001(a"), "empty stack");
    assertPickleRefused(pickle().ops("]K\u0001s"), "expects a dict on an empty stack");
    assertPickleRefused(pickle().ops("K\u0001K\u0002a"), "expects a list and finds a number");
    assertPickleRefused(pickle().ops("h\u0000"), "asks for value 0, never remembered");
    assertPickleRefused(pickle().ops("}(K\u0001u"), "a key without a value");
    assertPickleRefused(pickle().ops("}]K\u0001s"), "a list or set as a dict's key");
    assertPickleRefused(pickle(), "stops with 0 values");
    assertPickleRefused(pickle().ops("))"), "stops with 2 values");
    assertPickleRefused(pickle().ops("X").int32(-1), "claims a value of 4294967295 bytes");
    assertPickleRefused(pickle().ops("\u008d").int32(0).int32(-1), "claims a value of 18446744");
    assertPickleRefused(pickle().ops("\u008b").int32(256).ops("x".repeat(256)), "whole number of");
    assertPickleRefused(pickle().ops("X").int32(1).op(0xff), "not UTF-8");
    assertPickleRefused(pickle().ops("cno end"), "a name without an end");
    byte[] text = "(dp0\n.".getBytes(StandardCharsets.UTF_8);
    assertRefused(folder, SampleFiles.zip(text, TWO), "protocol 2 to 5");
  }

  @Test
  void nestingCostsNoCallStack() throws IOException {
    assertPickleRefused(pickle().ops("(".repeat(100_000)), "nests deeper");
    assertPickleRefused(pickle().ops("]".repeat(100_000)), "stops with 100000 values");
    assertPickleRefused(
        pickle().ops("]".repeat(100_000) + "a".repeat(99_999)), "the file holds a list");
    assertPickleRefused(pickle().ops(")" + "\u0085".repeat(300_000)), "the file holds a tuple");
    String within = "}q\u0000";
    assertPickleRefused(pickle().ops(within).text("model").ops("h\u0000s"), "no tensor there");
  }

  @Test
  void valuesAreBounded() throws IOException {
    assertPickleRefused(
        pickle().ops("]".repeat(520_000) + "0}".repeat(200_000)), "more than any checkpoint does");
    assertPickleRefused(pickle().ops(")" + "\u0094".repeat(1_000_000)), "more than any");
    assertPickleRefused(pickle().ops("N".repeat(600_000)), "more than 524288 values");
  }

  /** What stands beside the weights in a training checkpoint. */
  @Test
  void plainDataBesideTheWeightsAreIgnored() throws IOException {
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    PickleWriter writer =
        pickle()
            .ops("}(")
            .text("optimizer")
            .ops("}(K\u0000]q\u0001K\u0004h\u0001N\u0088G@\t!\u00fbTD-\u0018J")
            .int32(-1)
            .ops("B")
            .int32(2)
            .ops("ab")
            .ops("\u008f(K\u0001\u0090(K\u0002\u0091(K\u0003lK\u0009(K\u0001Nd")
            .ops("K\u0001K\u0002K\u0003\u0087\u0089u")
            .ops("K\u0005K\u0006")
            .text("state_dict")
            .ops("}")
            .text("w")
            .vector("FloatStorage", "0", 2)
            .ops("sK\u0001K\u0002\u0086Nu");
    pickle.writeBytes(writer.stop());
    try (Checkpoint checkpoint =
        SampleFiles.open(folder, SampleFiles.zip(pickle.toByteArray(), TWO))) {
      assertEquals(List.of("optimizer", "5", "a tuple"), checkpoint.ignored());
      assertEquals("state_dict", checkpoint.weightsUnder());
      assertArrayEquals(new float[] {1, 2}, checkpoint.tensors().get("w").readAllFloats());
    }
  }

  @Test
  void otherEntriesOfAStateDictAreIgnored() throws IOException {
    byte[] pickle =
        pickle()
            .text("x")
            .ops("0}(")
            .text("w")
            .vector("FloatStorage", "0", 2)
            .text("version")
            .ops("K\u0001u")
            .stop();
    try (Checkpoint checkpoint = SampleFiles.open(folder, SampleFiles.zip(pickle, TWO))) {
      assertEquals("", checkpoint.weightsUnder());
      assertEquals(List.of("version"), checkpoint.ignored());
      assertEquals(1, checkpoint.tensors().size());
    }
  }
}
