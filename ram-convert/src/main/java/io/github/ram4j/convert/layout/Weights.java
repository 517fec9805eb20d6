package io.github.ram4j.convert.layout;

import io.github.ram4j.ModelException;
import io.github.ram4j.convert.checkpoint.Checkpoint;
import io.github.ram4j.convert.checkpoint.CheckpointTensor;
import io.github.ram4j.convert.tensor.TensorSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tensors of a checkpoint by their published names, with a record of those that were used. A
 * tensor with NaN or infinite elements is refused when it is read, by a {@link ModelException} that
 * names it and the place.
 *
 * <p>Older files call the tagging head {@code vision_multi}; it is read as {@code tagging_head}.
 * Some tensors are tied: the model has them once under two names, and a file may have either or
 * both; {@link TiedNames} knows them.
 */
public final class Weights {
  private static final String OLD_HEAD = "vision_multi.";
  private static final String HEAD = "tagging_head.";

  private static final Pattern SHARD = Pattern.compile(".*-\\d+-of-\\d+\\.\\w+");

  private final Checkpoint checkpoint;
  private final Map<String, CheckpointTensor> tensors = new LinkedHashMap<>();
  private final Set<String> used = new TreeSet<>();

  /**
   * The weights of an open checkpoint.
   *
   * @param checkpoint must stay open while weights are read
   */
  public Weights(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
    checkpoint
        .tensors()
        .forEach(
            (name, tensor) ->
                tensors.put(
                    name.startsWith(OLD_HEAD) ? HEAD + name.substring(OLD_HEAD.length()) : name,
                    tensor));
  }

  /** What messages call the checkpoint. */
  public String source() {
    return checkpoint.file().toString();
  }

  /** All names. */
  public Set<String> names() {
    return tensors.keySet();
  }

  /** Names of tensors that were used. */
  public Set<String> used() {
    return used;
  }

  /** Whether a tensor is a table that follows from the sizes and is computed anew. */
  public static boolean isComputed(String name) {
    return name.endsWith(".attn.relative_position_index")
        || name.endsWith(".attn_mask")
        || name.endsWith(".embeddings.position_ids");
  }

  /** Whether there is a tensor of exactly this name. */
  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  /**
   * Checks that a tensor is not there as something that cannot be read.
   *
   * @throws ModelException if it is; says as what
   */
  public void requireReadable(String name) {
    if (checkpoint.unreadable().containsKey(name)) {
      tensor(name);
    }
  }

  /**
   * The shape of a tensor that must be there.
   *
   * @throws ModelException if it is missing or has another number of dimensions
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
   * All elements of a tensor that must be there.
   *
   * @throws ModelException if it is missing or of another shape
   */
  public float[] floats(String name, long... shape) {
    return require(name, shape).readAllFloats();
  }

  /** The elements of a tensor that must be there, in pieces. */
  public TensorSource direct(String name, long... shape) {
    return require(name, shape).elements();
  }

  /**
   * Chosen rows of a tensor, in the order given.
   *
   * @param rowElements elements of one row
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
   * Rows of a Linear's weight, [out, in], as the matrix [in, rows] that multiplies from the right.
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
   * Checks that a tensor is there and of a shape, before a graph is written that asks for it.
   *
   * @throws ModelException if it is missing or of another shape
   */
  public void requireShape(String name, long... shape) {
    require(name, shape);
  }

  /** A tensor by its own name, else by the name that it is tied to. */
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
    used.add(found);
    TiedNames.copyOf(found).filter(tensors::containsKey).ifPresent(used::add);
    return tensors.get(found).requiringFinite();
  }

  /** A likely reason that tensors are missing, or "". */
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
