package io.github.ram4j.convert.layout;

import io.github.ram4j.ModelException;
import io.github.ram4j.convert.checkpoint.Checkpoint;
import io.github.ram4j.convert.checkpoint.CheckpointTensor;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tensors of a checkpoint by their published names, with a record of their use. Reading a
 * tensor with NaN or infinite elements throws a {@link ModelException} with its name and the place.
 *
 * <p>Older files call the tagging head {@code vision_multi}; it is read as {@code tagging_head}.
 * Tied tensors have two names in the model, and a file may have either or both; {@link TiedNames}
 * lists them.
 */
public final class Weights {
  private static final String OLD_HEAD = "vision_multi.";
  private static final String HEAD = "tagging_head.";

  private static final Pattern SHARD = Pattern.compile(".*-\\d+-of-\\d+\\.\\w+");

  private final Checkpoint checkpoint;
  private final Map<String, CheckpointTensor> tensors = new LinkedHashMap<>();
  private final Set<String> used;

  /** The names in the file of tensors that are known here by others. */
  private final Map<String, String> namesInFile = new HashMap<>();

  /**
   * Creates the weights of an open checkpoint.
   *
   * @param checkpoint the checkpoint; must stay open while weights are read
   */
  public Weights(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
    this.used = new TreeSet<>();
    checkpoint
        .tensors()
        .forEach(
            (name, tensor) ->
                tensors.put(
                    name.startsWith(OLD_HEAD) ? HEAD + name.substring(OLD_HEAD.length()) : name,
                    tensor));
  }

  private Weights(Weights others, UnaryOperator<String> rename) {
    this.checkpoint = others.checkpoint;
    this.used = others.used;
    others.tensors.forEach(
        (name, tensor) -> {
          String known = rename.apply(name);
          tensors.put(known, tensor);
          namesInFile.put(known, name);
        });
  }

  /**
   * Returns the same tensors by other names. Uses of them are recorded here, too, by the names
   * here.
   *
   * @param rename a name here to the name there; two tensors do not get one name
   */
  public Weights renamed(UnaryOperator<String> rename) {
    return new Weights(this, rename);
  }

  /** The checkpoint's name in messages. */
  public String source() {
    return checkpoint.file().toString();
  }

  /** The names of all tensors. */
  public Set<String> names() {
    return tensors.keySet();
  }

  /** The names of the tensors used. */
  public Set<String> used() {
    return used;
  }

  /** Returns whether a tensor is a table that conversion computes from the sizes. */
  public static boolean isComputed(String name) {
    return name.endsWith(".attn.relative_position_index")
        || name.endsWith(".attn_mask")
        || name.endsWith(".embeddings.position_ids");
  }

  /** Returns whether a tensor of exactly this name exists. */
  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  /**
   * Checks that a tensor is not an unreadable value.
   *
   * @throws ModelException if it is; the message has the value's kind
   */
  public void requireReadable(String name) {
    if (checkpoint.unreadable().containsKey(name)) {
      tensor(name);
    }
  }

  /**
   * Returns the shape of a required tensor.
   *
   * @throws ModelException if the tensor is missing or has another number of dimensions
   */
  public long[] shape(String name, int dimensions) {
    long[] shape = tensor(name).shape();
    if (shape.length != dimensions) {
      throw new ModelException(
          "%s: tensor %s: expected %d dimensions, found shape %s"
              .formatted(source(), name, dimensions, Arrays.toString(shape)));
    }
    return shape;
  }

  /**
   * Returns all elements of a required tensor.
   *
   * @throws ModelException if the tensor is missing or has another shape
   */
  public float[] floats(String name, long... shape) {
    return require(name, shape).readAllFloats();
  }

  /** Returns a source of the elements of a required tensor. */
  public TensorSource direct(String name, long... shape) {
    return require(name, shape).elements();
  }

  /**
   * Returns a source of chosen rows of a tensor, in the given order.
   *
   * @param rowElements number of elements of one row
   */
  public TensorSource rows(String name, int[] rows, long rowElements, long... shape) {
    CheckpointTensor tensor = require(name, shape);
    return out -> {
      for (int row : rows) {
        tensor.elements(row * rowElements, rowElements).writeTo(out);
      }
    };
  }

  /**
   * Returns rows of a Linear layer's weight, [out, in], as the right operand [in, rows].
   *
   * @param from the first row
   * @param to the row after the last
   */
  public TensorSource transposed(String name, int from, int to, int out, int in) {
    CheckpointTensor tensor = require(name, out, in);
    return sink -> {
      int rows = to - from;
      float[] matrix = new float[Math.multiplyExact(rows, in)];
      tensor.readFloats((long) from * in, matrix, 0, matrix.length);
      float[] transposed = Matrices.transpose(matrix, rows, in);
      sink.accept(transposed, 0, transposed.length);
    };
  }

  private CheckpointTensor require(String name, long... shape) {
    CheckpointTensor tensor = tensor(name);
    if (!Arrays.equals(tensor.shape(), shape)) {
      throw new ModelException(
          "%s: tensor %s: expected shape %s, found %s"
              .formatted(source(), name, Arrays.toString(shape), Arrays.toString(tensor.shape())));
    }
    return tensor;
  }

  /**
   * Checks that a tensor exists and has a shape, before a graph that needs it is written.
   *
   * @throws ModelException if the tensor is missing or has another shape
   */
  public void requireShape(String name, long... shape) {
    require(name, shape);
  }

  /** Returns a tensor by its own name, else by its tied name. */
  private CheckpointTensor tensor(String name) {
    String found =
        Stream.concat(Stream.of(name), TiedNames.of(name).stream())
            .filter(tensors::containsKey)
            .findFirst()
            .orElseThrow(
                () ->
                    new ModelException(
                        "%s: expected a tensor %s, found %s"
                            .formatted(source(), name, missing(name))));
    used.add(namesInFile.getOrDefault(found, found));
    TiedNames.copyOf(found).filter(tensors::containsKey).ifPresent(used::add);
    return tensors.get(found).requiringFinite();
  }

  /** Returns a likely reason for missing tensors, or "". */
  String hint() {
    if (SHARD.matcher(checkpoint.file().getFileName().toString()).matches()) {
      return "; this is one of the files of a model in several: give their folder or its"
          + " .safetensors.index.json";
    }
    if (tensors.keySet().stream().anyMatch(name -> name.endsWith("flat_param"))) {
      return "; FSDP joined the weights of many layers: save them with"
          + " StateDictType.FULL_STATE_DICT";
    }
    return "";
  }

  private String missing(String name) {
    String unreadable = checkpoint.unreadable().get(name);
    return unreadable == null
        ? "none among its %d tensors%s%s".formatted(tensors.size(), examples(), hint())
        : unreadable
            + " in its place, which is not read: save the weights as float32, float16 or bfloat16"
            + " tensors";
  }

  private String examples() {
    List<String> first = tensors.keySet().stream().limit(3).toList();
    return first.isEmpty() ? "" : " (" + String.join(", ", first) + ", …)";
  }
}
