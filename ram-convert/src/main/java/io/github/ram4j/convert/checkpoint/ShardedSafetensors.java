package io.github.ram4j.convert.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.ram4j.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A model in several safetensors files, with a JSON index from tensors to files: {@code
 * {"metadata": …, "weight_map": {"name": "model-00001-of-00002.safetensors", …}}}.
 *
 * @param files index and shards, mapped; the caller closes them
 * @param contents the contents of all shards
 */
record ShardedSafetensors(List<MappedFile> files, CheckpointContents contents) {
  private static final int MAX_INDEX = 64 << 20;
  private static final int MAX_NAME_BYTES = 255;
  private static final int MAX_SHARDS = 1_000;
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * Reads the index and the headers of all shards.
   *
   * @param index the index's file
   * @param wanted name of the model to read, or null
   * @throws IOException if a shard is missing or a file cannot be read
   * @throws ModelException if index and shards do not agree, or one of them is damaged
   */
  static ShardedSafetensors open(Path index, String wanted) throws IOException {
    List<MappedFile> files = new ArrayList<>();
    boolean opened = false;
    try {
      MappedFile json = MappedFile.open(index);
      files.add(json);
      Map<String, String> shardOf = weightMap(json);
      Map<String, CheckpointTensor> tensors = new LinkedHashMap<>();
      for (String shard : new TreeSet<>(shardOf.values())) {
        MappedFile file = openShard(index, shard);
        files.add(file);
        SafetensorsFile.read(file)
            .forEach(
                (name, tensor) -> {
                  if (!shard.equals(shardOf.get(name))) {
                    throw file.problem(
                        "the tensor "
                            + Quoted.of(name)
                            + ": expected where "
                            + index.getFileName()
                            + " has it, "
                            + (shardOf.containsKey(name)
                                ? Quoted.of(shardOf.get(name))
                                : "nowhere"));
                  }
                  tensors.put(name, tensor);
                });
      }
      for (Map.Entry<String, String> entry : shardOf.entrySet()) {
        if (!tensors.containsKey(entry.getKey())) {
          throw json.problem(
              "the tensor "
                  + Quoted.of(entry.getKey())
                  + ": expected in "
                  + Quoted.of(entry.getValue())
                  + ", found none of that name there");
        }
      }
      ShardedSafetensors all =
          new ShardedSafetensors(
              List.copyOf(files), SafetensorsFile.contents(json, tensors, wanted));
      opened = true;
      return all;
    } finally {
      if (!opened) {
        files.forEach(MappedFile::close);
      }
    }
  }

  /** Returns whether the name is valid as a file name, and no longer than file systems have it. */
  private static boolean isName(String shard) {
    try {
      return Path.of(shard).getNameCount() == 1
          && shard.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_BYTES;
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static MappedFile openShard(Path index, String shard) throws IOException {
    try {
      return MappedFile.open(index.resolveSibling(shard));
    } catch (NoSuchFileException e) {
      NoSuchFileException named =
          new NoSuchFileException(
              index.resolveSibling(shard).toString(),
              null,
              "this shard is missing, which " + index.getFileName() + " names");
      named.initCause(e);
      throw named;
    }
  }

  private static Map<String, String> weightMap(MappedFile index) {
    if (index.size() > MAX_INDEX) {
      throw index.problem(
          "expected an index of at most " + MAX_INDEX + " bytes, found " + index.size());
    }
    ByteBuffer bytes = index.slice(0, (int) index.size());
    byte[] json = new byte[bytes.remaining()];
    bytes.get(json);
    Map<String, String> shardOf = null;
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw index.problem("expected an index of shards, a JSON object");
      }
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        if (key.equals("weight_map") && parser.nextToken() == JsonToken.START_OBJECT) {
          shardOf = shards(index, parser);
        } else if (!key.equals("weight_map")) {
          parser.nextToken();
          parser.skipChildren();
        }
      }
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation(); // null if JSON nests too deep
      throw index.problem(
          "damaged index of shards: expected JSON, "
              + (at == null ? "" : "line %d: ".formatted(at.getLineNr()))
              + Quoted.of(String.valueOf(e.getOriginalMessage())),
          e);
    } catch (IOException e) {
      throw index.problem("damaged index of shards: " + e.getMessage(), e);
    }
    if (shardOf == null || shardOf.isEmpty()) {
      throw index.problem("expected an index of shards with a \"weight_map\", found none");
    }
    return shardOf;
  }

  private static Map<String, String> shards(MappedFile index, JsonParser parser)
      throws IOException {
    Map<String, String> shardOf = new LinkedHashMap<>();
    TreeSet<String> shards = new TreeSet<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      String shard = parser.nextTextValue();
      if (shard == null
          || shard.indexOf('/') >= 0
          || shard.indexOf('\\') >= 0
          || shard.indexOf('\0') >= 0
          || shard.indexOf(':') >= 0
          || !shard.endsWith(".safetensors")
          || !isName(shard)) {
        throw index.problem(
            "the tensor "
                + Quoted.of(name)
                + ": expected the name of a .safetensors file in the same folder, found "
                + (shard == null ? "another kind of value" : Quoted.of(shard)));
      }
      shards.add(shard);
      if (shards.size() > MAX_SHARDS || shardOf.size() == StateDict.MAX_TENSORS) {
        throw index.problem(
            "expected at most %d shards and %d tensors, found more"
                .formatted(MAX_SHARDS, StateDict.MAX_TENSORS));
      }
      shardOf.put(name, shard);
    }
    return shardOf;
  }
}
