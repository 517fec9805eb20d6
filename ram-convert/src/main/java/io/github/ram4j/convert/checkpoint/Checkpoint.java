package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An open checkpoint: the weights of a model, found in any of the formats of {@link
 * CheckpointFormat}.
 *
 * <p>Opening reads the description of the tensors only; elements are copied when a {@link
 * CheckpointTensor} is asked for them. The file is mapped into memory (below 1 MiB: copied) and its
 * channel closed before {@code open} returns. Java unmaps a file when the garbage collector finds
 * that nothing refers to it any more, so after {@link #close} the mapping may last a little longer;
 * Windows does not let a file be deleted until then.
 *
 * <p>Thread-safe. Do not change the file while it is open.
 */
public final class Checkpoint implements AutoCloseable {
  private static final String PARALLEL_PREFIX = "module.";

  private final MappedFile mapped;
  private final CheckpointFormat format;
  private final CheckpointContents contents;
  private final Map<String, CheckpointTensor> tensors;

  private Checkpoint(MappedFile mapped, CheckpointFormat format, CheckpointContents contents) {
    this.mapped = mapped;
    this.format = format;
    this.contents = contents;
    this.tensors = Collections.unmodifiableMap(withoutParallelPrefix(contents.tensors()));
  }

  /**
   * Opens a checkpoint; its content tells the format, not its name.
   *
   * @param file the checkpoint
   * @return the open checkpoint, for the caller to close
   * @throws IOException if the file does not exist or cannot be read
   * @throws ModelException if it is no checkpoint, damaged, or names anything beyond the fixed list
   *     of harmless names; the message names the file and the cause
   */
  public static Checkpoint open(Path file) throws IOException {
    MappedFile mapped = MappedFile.open(file);
    boolean opened = false;
    try {
      CheckpointFormat format = FormatSniffer.formatOf(mapped);
      CheckpointContents contents =
          switch (format) {
            case TORCH_ZIP -> TorchZipFile.read(mapped);
            case TORCH_LEGACY -> LegacyTorchFile.read(mapped);
            case SAFETENSORS -> SafetensorsFile.read(mapped);
          };
      Checkpoint checkpoint = new Checkpoint(mapped, format, contents);
      opened = true;
      return checkpoint;
    } finally {
      if (!opened) {
        mapped.close();
      }
    }
  }

  /** Models trained on several devices have "module." before every name. */
  private static Map<String, CheckpointTensor> withoutParallelPrefix(
      Map<String, CheckpointTensor> tensors) {
    for (String name : tensors.keySet()) {
      if (!name.startsWith(PARALLEL_PREFIX) || name.length() == PARALLEL_PREFIX.length()) {
        return tensors;
      }
    }
    Map<String, CheckpointTensor> shorter = new LinkedHashMap<>();
    for (CheckpointTensor tensor : tensors.values()) {
      String name = tensor.name().substring(PARALLEL_PREFIX.length());
      shorter.put(name, tensor.renamed(name));
    }
    return shorter;
  }

  /**
   * The file this checkpoint was opened from.
   *
   * @return the path as given
   */
  public Path file() {
    return mapped.path();
  }

  /**
   * What kind of file it is.
   *
   * @return the format
   */
  public CheckpointFormat format() {
    return format;
  }

  /**
   * The tensors by name, in file order. A leading "module." is left out where every name has it.
   *
   * @return unmodifiable, never empty
   */
  public Map<String, CheckpointTensor> tensors() {
    return tensors;
  }

  /**
   * The entry of the file that the tensors were under.
   *
   * @return "model", "state_dict", or "" for the top level
   */
  public String weightsUnder() {
    return contents.weightsUnder();
  }

  /**
   * The entries of the file that are no weights, such as "optimizer" and "epoch"; one beside the
   * tensors that is not a tensor has the name of what they were under before it.
   *
   * @return unmodifiable
   */
  public List<String> ignored() {
    return contents.ignored();
  }

  /**
   * All entries of the file as they are in it, such as "model", "optimizer" and "epoch": what a
   * training keeps beside the weights. Safetensors have none.
   *
   * @return unmodifiable, by name in file order
   * @throws ModelException if a key is neither a string nor a whole number, or is there twice
   */
  public Map<String, CheckpointEntry> entries() {
    return contents.root() == null ? Map.of() : contents.root().asMap();
  }

  /** Lets go of the file; tensors cannot be read afterwards. Closing again does nothing. */
  @Override
  public void close() {
    mapped.close();
  }

  /** File, format and number of tensors. */
  @Override
  public String toString() {
    return file() + " (" + format.title() + ", " + tensors.size() + " tensors)";
  }
}
