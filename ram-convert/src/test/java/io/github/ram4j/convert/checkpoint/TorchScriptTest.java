package io.github.ram4j.convert.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.testkit.Allocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TorchScript archives are trees of plain maps: their program is never read, nothing is run. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TorchScriptTest {
  private static final byte[] SIX = PickleWriter.floats(1, 2, 3, 4, 5, 6);
  private static final byte[] PROGRAM = "class Net(Module): ...".getBytes(StandardCharsets.UTF_8);

  /** Refusing takes far less; the program of an archive here claims 4 exabytes. */
  private static final long MAX_ALLOCATED_BYTES = 1 << 20;

  @TempDir Path folder;

  /** Begins an object, whose attributes follow up to {@link #end}. */
  private static PickleWriter object(PickleWriter pickle, String type) {
    return pickle.global("__torch__.net", type).ops(")\u0081}(");
  }

  private static PickleWriter root() {
    return object(new PickleWriter(), "Net");
  }

  private static PickleWriter end(PickleWriter pickle) {
    return pickle.ops("ub");
  }

  private static PickleWriter vector(PickleWriter pickle, String name) {
    return pickle.text(name).vector("FloatStorage", "0", 6);
  }

  /** An archive as torch.jit.save lays it out, with a program that claims to be compressed. */
  private static byte[] archive(PickleWriter pickle) {
    return archive(pickle, new ZipWriter(false).method(8).entry("net/code/net.py", PROGRAM));
  }

  private static byte[] archive(PickleWriter pickle, ZipWriter zip) {
    return zip.method(8)
        .entry("net/code/net.py.debug_pkl", PROGRAM)
        .method(0)
        .exaggerate(0)
        .inflated(0)
        .entry("net/data/0", SIX)
        .entry("net/data.pkl", pickle.stop())
        .entry("net/constants.pkl", new PickleWriter().op(')').stop())
        .entry("net/version", new byte[] {'3', '\n'})
        .finish();
  }

  private void assertRefused(PickleWriter pickle, String cause) throws IOException {
    SampleFiles.assertRefused(folder, archive(pickle), cause);
    assertFalse(Files.exists(Path.of("ram-was-here")), "the pickle's command was run");
  }

  @Test
  void namesArePathsOfAttributes() throws IOException {
    PickleWriter pickle = vector(root(), "w").text("training").ops("\u0089").text("hook").op('N');
    object(pickle.text("layers"), "Sequential");
    end(vector(object(pickle.text("0"), "Layer"), "weight"));
    end(end(vector(object(pickle.text("1"), "___torch_mangle_7.Layer"), "weight")));
    pickle.text("heads").ops("K\u0002").text("sizes").ops("]").text("note").text("x");
    pickle.text("kinds").global("torch.jit._pickle", "build_intlist").ops("]\u0085R");
    try (Checkpoint checkpoint = SampleFiles.open(folder, archive(end(pickle)))) {
      assertEquals(
          List.of("w", "layers.0.weight", "layers.1.weight"),
          List.copyOf(checkpoint.tensors().keySet()));
      assertArrayEquals(
          new float[] {1, 2, 3, 4, 5, 6},
          checkpoint.tensors().get("layers.1.weight").readAllFloats());
      assertEquals(CheckpointFormat.TORCH_SCRIPT, checkpoint.format());
      assertEquals(List.of(), checkpoint.ignored());
      assertEquals(Map.of(), checkpoint.unreadable());
      assertEquals(checkpoint.tensors().keySet(), checkpoint.entries().keySet());
    }
  }

  /** A scripted model of the family is read like its state dict. */
  @Test
  void aModelWithinAModuleLosesItsPrefix() throws IOException {
    PickleWriter pickle = object(root().text("model"), "Ram");
    object(object(pickle.text("visual_encoder"), "Swin").text("patch_embed"), "Embed");
    end(vector(object(pickle.text("proj"), "Conv2d"), "weight"));
    try (Checkpoint checkpoint = SampleFiles.open(folder, archive(end(end(end(end(pickle))))))) {
      assertEquals("model", checkpoint.weights());
      assertEquals(
          List.of("visual_encoder.patch_embed.proj.weight"),
          List.copyOf(checkpoint.tensors().keySet()));
    }
  }

  /** Tied tensors and modules stand under each of their paths, as in a state dict. */
  @Test
  void tensorsAndModulesMayBeShared() throws IOException {
    PickleWriter pickle = vector(root(), "a").ops("q\u0001").text("b").ops("h\u0001");
    end(vector(object(pickle.text("one"), "Layer"), "w")).ops("q\u0002");
    end(pickle.text("two").ops("h\u0002"));
    try (Checkpoint checkpoint = SampleFiles.open(folder, archive(pickle))) {
      assertEquals(List.of("a", "b", "one.w", "two.w"), List.copyOf(checkpoint.tensors().keySet()));
    }
  }

  @Test
  void unknownValuesInPlaceOfTensorsKeepTheirNames() throws IOException {
    PickleWriter pickle = vector(root(), "w");
    pickle.text("q").global("torch._utils", "_rebuild_qtensor").ops(")R");
    try (Checkpoint checkpoint = SampleFiles.open(folder, archive(end(pickle)))) {
      assertEquals(
          Map.of("q", "a value of \"torch._utils._rebuild_qtensor\""), checkpoint.unreadable());
    }
  }

  @Test
  void namesThatOnlyAttacksNeedAreRefusedByName() throws IOException {
    PickleWriter attack = vector(root(), "w").text("x").global("os", "system");
    assertRefused(end(attack.text("touch ram-was-here").ops("\u0085R")), "names \"os.system\"");
    assertRefused(root().ops("(ios\nsystem\n"), "names \"os.system\"");
    assertRefused(root().text("builtins").text("eval").op(0x93), "names \"builtins.eval\"");
    assertRefused(root().global("__torch__", "os.system"), "names \"__torch__.os.system\"");
    assertRefused(root().global("torch.jit", "load"), "names \"torch.jit.load\"");
  }

  @Test
  void classesOfTheProgramAreNeitherCalledNorGivenArguments() throws IOException {
    String net = "the TorchScript class \"__torch__.net.Net\"";
    PickleWriter type = new PickleWriter().global("__torch__.net", "Net");
    assertRefused(type.ops(")R"), "calls " + net);
    type = new PickleWriter().global("__torch__.net", "Net");
    assertRefused(type.ops("K\u0001\u0085\u0081"), net + ": expected no arguments, found 1");
    type = new PickleWriter().global("__torch__.net", "Net");
    assertRefused(type.ops("]\u0081"), "expected no arguments, found a list");
    type = new PickleWriter().global("__torch__.net", "Net");
    assertRefused(type.ops(")}\u0092"), "makes an object of " + net);
    type = new PickleWriter().text("__torch__.net").text("run").op(0x93);
    assertRefused(type.text("x").ops("\u0085R"), "calls the TorchScript class \"__torch__.net.run");
    assertRefused(new PickleWriter().global("__torch__", "N"), "found the TorchScript class");
    assertRefused(new PickleWriter().global("__torch__x", "N"), "found a value of \"__torch__x.N");
    assertRefused(new PickleWriter().global("a", "B").ops(")\u0081}b"), "found a value of \"a.B\"");
    type = new PickleWriter().global("__torch__.a\u0007\u00e9".repeat(9), "B\r");
    assertRefused(type.ops("]b"), "not UTF-8");
  }

  @Test
  void attributesAreADictSetOnce() throws IOException {
    PickleWriter object = new PickleWriter().global("__torch__.net", "Net").ops(")\u0081");
    assertRefused(
        object.ops("K\u0001\u0085b"), "a dict of attributes, found a tuple, as quantized");
    object = new PickleWriter().global("__torch__.net", "Net").ops(")\u0081");
    assertRefused(object.ops("}b}b"), "Net\" twice");
    object = new PickleWriter().global("__torch__.net", "Net").ops(")\u0081");
    assertRefused(object.text("a").ops("Ns"), "finds an object of the TorchScript class");
    assertRefused(vector(root().ops("K\u0001N"), "w").ops("ub").op('0'), "stops with 0 values");
    assertRefused(end(root().ops("K\u0001").vector("FloatStorage", "0", 6)), "found a number");
    for (String name : new String[] {"", ".", "a.b"}) {
      assertRefused(end(vector(root(), name)), "names without dots, found \"" + name + "\"");
    }
    assertRefused(end(vector(vector(root(), "w"), "w")), "the tensor \"w\" is there twice");
  }

  @Test
  void theRootIsAnObjectWithTensors() throws IOException {
    PickleWriter dict = vector(new PickleWriter().ops("}("), "w").op('u');
    assertRefused(dict, "expected the object of a module");
    assertRefused(end(root()), "found none; a frozen module");
    PickleWriter bare = new PickleWriter().global("__torch__.net", "Net").ops(")\u0081");
    assertRefused(bare, "found none; a frozen module");
    byte[] alone = SampleFiles.zip(end(vector(root(), "w")).stop(), SIX);
    SampleFiles.assertRefused(folder, alone, "holds a value of \"__torch__.net.Net\"");
  }

  @Test
  void treesAreBounded() throws IOException {
    PickleWriter self = new PickleWriter().global("__torch__.net", "Net").ops(")\u0081q\u0001}(");
    assertRefused(end(self.text("me").ops("h\u0001")), "the module \"me\" contains itself");

    PickleWriter deep = root();
    for (int i = 0; i < 4_000; i++) {
      object(deep.text("a"), "Net");
    }
    vector(deep, "w").ops("ub".repeat(4_001));
    assertRefused(deep, "nested at most 100 deep, found more at \"a.a.a.a");

    String longName = "n".repeat(2_000_000);
    assertRefused(end(vector(root(), longName)), "a longer one at \"nnn");
    PickleWriter path = root();
    for (int i = 0; i < 11; i++) {
      object(path.text("n".repeat(99)), "Net");
    }
    vector(path, "w").ops("ub".repeat(12));
    assertRefused(path, "up to 1000 characters, found a longer one at \"nnn");
  }

  /** Each object has the one before twice, so n objects have 2^n paths. */
  @Test
  void sharedModulesDoNotMultiply() throws IOException {
    assertRefused(laughs(15, true), "at most 50000 tensors, found more");
    assertRefused(laughs(30, false), "at most 200000 attributes of modules, found more");
  }

  /** Objects that each hold the one before under two names; the innermost has three tensors. */
  private static PickleWriter laughs(int levels, boolean tensors) {
    PickleWriter pickle = new PickleWriter();
    object(pickle, "Net");
    for (String name : tensors ? List.of("x", "y", "z") : List.<String>of()) {
      vector(pickle, name);
    }
    end(pickle).ops("q\u0000" + "0");
    for (int level = 0; level < levels; level++) {
      String inner = "h" + (char) level;
      object(pickle, "Net").text("a").ops(inner).text("b").ops(inner);
      end(pickle).ops("q" + (char) (level + 1) + (level + 1 < levels ? "0" : ""));
    }
    return pickle;
  }

  @Test
  void storagesMustBeThereAndWhole() throws IOException {
    assertRefused(
        end(root().text("w").vector("FloatStorage", "7", 6)),
        "storage \"7\" that data.pkl names is not in the archive");
    assertRefused(
        end(root().text("w").vector("FloatStorage", "0", 7)),
        "expected 7 elements of float32, found 24 bytes");
    PickleWriter two = vector(root(), "w").text("v").vector("HalfStorage", "0", 12);
    assertRefused(end(two), "two descriptions");
    for (String packed : new String[] {"net/data.pkl", "net/data/0"}) {
      ZipWriter zip = new ZipWriter(false).entry("net/code/net.py", PROGRAM);
      zip.entry("net/constants.pkl", PROGRAM);
      zip.method(packed.endsWith("pkl") ? 8 : 0);
      zip.entry("net/data.pkl", end(vector(root(), "w")).stop());
      zip.method(packed.endsWith("0") ? 8 : 0).entry("net/data/0", SIX);
      SampleFiles.assertRefused(folder, zip.finish(), '"' + packed + "\" is compressed");
    }
  }

  /** Whatever size a program claims, it is not inflated; a size beyond the file is a lie. */
  @Test
  void programsAreNeverInflated() throws IOException {
    ZipWriter bomb = new ZipWriter(true).method(8).inflated(1L << 62);
    byte[] file = archive(end(vector(root(), "w")), bomb.entry("net/code/net.py", PROGRAM));
    Path path = SampleFiles.write(folder, file);
    long allocated =
        Allocation.bytes(
            () -> {
              try (Checkpoint checkpoint = Checkpoint.open(path)) {
                assertEquals(1, checkpoint.tensors().size());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    assertTrue(allocated < MAX_ALLOCATED_BYTES, () -> "allocated " + allocated + " bytes");

    ZipWriter lie = new ZipWriter(true).method(8).exaggerate(1L << 40);
    SampleFiles.assertRefused(
        folder,
        archive(end(vector(root(), "w")), lie.entry("net/code/net.py", PROGRAM)),
        "runs into what begins at");
  }
}
