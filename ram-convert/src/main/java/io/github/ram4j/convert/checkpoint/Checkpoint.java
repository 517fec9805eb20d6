package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
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
  private final Path file;
  private final List<MappedFile> mapped;
  private final CheckpointFormat format;
  private final CheckpointContents contents;
  private final Map<String, CheckpointTensor> tensors;

  private Checkpoint(
      Path file, List<MappedFile> mapped, CheckpointFormat format, CheckpointContents contents) {
    this.file = file;
    this.mapped = mapped;
    this.format = format;
    this.contents = contents;
    this.tensors = Collections.unmodifiableMap(contents.tensors());
  }

  /**
   * Opens a checkpoint; its content tells the format, not its name. Of several models in it, such
   * as one and the average of its weights, the one that was trained is taken; {@link #others} says
   * so.
   *
   * @param file the checkpoint; of safetensors in several files, their index or folder
   * @return the open checkpoint, for the caller to close
   * @throws IOException if the file does not exist or cannot be read
   * @throws ModelException if it is no checkpoint, damaged, or names what a pickle has only to
   *     attack whoever loads it; the message names the file and the cause
   */
  public static Checkpoint open(Path file) throws IOException {
    return open(file, null);
  }

  /**
   * Opens a checkpoint that holds several models.
   *
   * @param file the checkpoint; of safetensors in several files, their index or folder
   * @param weights which model to read, as {@link #weights} and {@link #others} call it; null for
   *     the likeliest
   * @return the open checkpoint, for the caller to close
   * @throws IOException if the file does not exist or cannot be read
   * @throws ModelException as of {@link #open(Path)}, and if there is no such model in the file;
   *     the message names those that are
   */
  public static Checkpoint open(Path file, String weights) throws IOException {
    if (Files.isDirectory(file) || FolderKind.isIndex(file)) {
      Path index = Files.isDirectory(file) ? FolderKind.index(file) : file;
      ShardedSafetensors shards = ShardedSafetensors.open(index, weights);
      return new Checkpoint(
          file, shards.files(), CheckpointFormat.SHARDED_SAFETENSORS, shards.contents());
    }
    MappedFile mapped = MappedFile.open(file);
    boolean opened = false;
    try {
      CheckpointFormat format = FormatSniffer.formatOf(mapped);
      CheckpointContents contents =
          switch (format) {
            case TORCH_ZIP -> TorchZipFile.read(mapped, weights);
            case TORCH_LEGACY -> LegacyTorchFile.read(mapped, weights);
            case SAFETENSORS, SHARDED_SAFETENSORS ->
                SafetensorsFile.contents(mapped, SafetensorsFile.read(mapped), weights);
          };
      Checkpoint checkpoint = new Checkpoint(file, List.of(mapped), format, contents);
      opened = true;
      return checkpoint;
    } finally {
      if (!opened) {
        mapped.close();
      }
    }
  }

  /**
   * The file this checkpoint was opened from.
   *
   * @return the path as given
   */
  public Path file() {
    return file;
  }

  /**
   * All files of this checkpoint: the one it was opened from, or the index and its shards by name.
   *
   * @return unmodifiable
   */
  public List<Path> files() {
    return mapped.stream().map(MappedFile::path).toList();
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
   * The tensors by the model's own names, in file order: without what wrappers such as
   * DistributedDataParallel, torch.compile, FSDP and Lightning put into them.
   *
   * @return unmodifiable, never empty
   */
  public Map<String, CheckpointTensor> tensors() {
    return tensors;
  }

  /**
   * The entry of the file that the tensors were under.
   *
   * @return "model", "state_dict" and the like, keys joined by dots, or "" for the top level
   */
  public String weightsUnder() {
    return contents.weights().holder().path();
  }

  /**
   * Which of the models in the file the tensors are.
   *
   * @return the entry they are under and what their names began with, joined by dots; "." for the
   *     top level without such a beginning
   */
  public String weights() {
    return contents.weights().name();
  }

  /**
   * The other models of the same family in the file, such as averages of the weights.
   *
   * @return names that {@link #open(Path, String)} takes, mostly none; unmodifiable
   */
  public List<String> others() {
    return contents.weights().others();
  }

  /**
   * What stands among the weights and is no tensor that can be read, such as a quantized or sparse
   * one.
   *
   * @return what kind of value it is, by name; unmodifiable
   */
  public Map<String, String> unreadable() {
    return Collections.unmodifiableMap(contents.unreadable());
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
    mapped.forEach(MappedFile::close);
  }

  /** File, format and number of tensors. */
  @Override
  public String toString() {
    return file() + " (" + format.title() + ", " + tensors.size() + " tensors)";
  }
}
