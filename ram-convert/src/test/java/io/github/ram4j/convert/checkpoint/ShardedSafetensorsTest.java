package io.github.ram4j.convert.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model in two files with an index. */
class ShardedSafetensorsTest {
  private static final String INDEX =
      "{\"metadata\":{\"total_size\":16},\"weight_map\":"
          + "{\"model.a\":\"m-1-of-2.safetensors\",\"model.b\":\"m-2-of-2.safetensors\"}}";

  @TempDir Path folder;

  @BeforeEach
  void writeShards() throws IOException {
    index(INDEX);
    shard("m-1-of-2.safetensors", "model.a", 1, 2);
    shard("m-2-of-2.safetensors", "model.b", 3, 4);
  }

  private void index(String json) throws IOException {
    Files.writeString(folder.resolve("m.safetensors.index.json"), json);
  }

  private void shard(String file, String tensor, float... values) throws IOException {
    byte[] content =
        SampleFiles.safetensors(
            "{\"%s\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}".formatted(tensor),
            PickleWriter.floats(values));
    Files.write(folder.resolve(file), content);
  }

  private void assertRefused(String cause) {
    ModelException e = assertThrows(ModelException.class, () -> Checkpoint.open(folder).close());
    assertTrue(e.getMessage().startsWith(folder.toString()), e.getMessage());
    assertTrue(e.getMessage().contains(cause), e.getMessage());
  }

  @Test
  void folderAndIndexGiveTheWholeModel() throws IOException {
    Path index = folder.resolve("m.safetensors.index.json");
    for (Path given : new Path[] {folder, index}) {
      try (Checkpoint checkpoint = Checkpoint.open(given)) {
        assertEquals(CheckpointFormat.SHARDED_SAFETENSORS, checkpoint.format());
        assertEquals(given, checkpoint.file());
        assertEquals(
            List.of(
                index,
                folder.resolve("m-1-of-2.safetensors"),
                folder.resolve("m-2-of-2.safetensors")),
            checkpoint.files());
        assertEquals(2, checkpoint.tensors().size());
        CheckpointTensor b = checkpoint.tensors().get("model.b");
        assertArrayEquals(new float[] {3, 4}, b.readAllFloats());
      }
    }
  }

  @Test
  void aMissingShardIsNamed() throws IOException {
    Files.delete(folder.resolve("m-2-of-2.safetensors"));
    NoSuchFileException e =
        assertThrows(NoSuchFileException.class, () -> Checkpoint.open(folder).close());
    assertTrue(e.getMessage().contains("m-2-of-2.safetensors"), e.getMessage());
    assertTrue(e.getMessage().contains("m.safetensors.index.json names"), e.getMessage());
  }

  @Test
  void indexAndShardsMustAgree() throws IOException {
    shard("m-2-of-2.safetensors", "model.c", 3, 4);
    assertRefused("\"model.c\": expected where m.safetensors.index.json has it, nowhere");
    shard("m-2-of-2.safetensors", "model.a", 3, 4);
    assertRefused("has it, \"m-1-of-2.safetensors\"");
    writeShards();
    index(INDEX.replace("\"model.a\":", "\"model.d\":\"m-1-of-2.safetensors\",\"model.a\":"));
    assertRefused("\"model.d\": expected in \"m-1-of-2.safetensors\", found none of that name");
  }

  @Test
  void damagedIndexesAreRefused() throws IOException {
    for (String outside :
        new String[] {"../m-1-of-2.safetensors", "/x.safetensors", "a\\\\b.safetensors", "x.pth"}) {
      index(INDEX.replace("m-1-of-2.safetensors", outside));
      assertRefused("expected the name of a .safetensors file in the same folder, found \"");
    }
    index(INDEX.replace("\"m-1-of-2.safetensors\"", "1"));
    assertRefused("found another kind of value");
    index(INDEX.substring(0, 60));
    assertRefused("damaged index of shards: expected JSON, line 1");
    index(INDEX.replace("model.b", "model.a"));
    assertRefused("damaged index of shards");
    index("[]");
    assertRefused("expected an index of shards, a JSON object");
    index("{\"weight_map\":{}}");
    assertRefused("with a \"weight_map\", found none");
    index("{\"x\":" + "[".repeat(5_000));
    assertRefused("damaged index of shards");
  }
}
