package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * An open checkpoint: the weights of a model in any format of {@link CheckpointFormat}.
 *
 * <p>Opening reads only the description of the tensors; a {@link CheckpointTensor} copies its
 * elements on request. The file is mapped into memory (below 1 MiB: copied) and its channel closed
 * before {@code open} returns. Java unmaps a file when the garbage collector finds it unreachable,
 * so the mapping may outlive {@link #close}; Windows refuses to delete the file until then.
 *
 * <p>Thread-safe. Do not change the file while it is open.
 */
public final class Checkpoint implements AutoCloseable {
  private final Path file;
  private final List<MappedFile> mapped;
  private final CheckpointFormat format;
  private final CheckpointContents contents;
  private final List<String> filesBeside;
  private final Map<String, CheckpointTensor> tensors;

  private Checkpoint(
      Path file, List<MappedFile> mapped, CheckpointFormat format, CheckpointContents contents) {
    this(file, mapped, format, contents, List.of());
  }

  private Checkpoint(
      Path file,
      List<MappedFile> mapped,
      CheckpointFormat format,
      CheckpointContents contents,
      List<String> filesBeside) {
    this.file = file;
    this.mapped = mapped;
    this.format = format;
    this.contents = contents;
    this.filesBeside = filesBeside;
    this.tensors = Collections.unmodifiableMap(contents.tensors());
  }

  /**
   * Opens a checkpoint; the format is detected by content, not by name. If the file holds several
   * models, such as one and the average of its weights, the trained one is read; {@link #others}
   * names the rest.
   *
   * @param file the checkpoint; or the folder of one, as Hugging Face has them; for sharded
   *     safetensors, their index or folder
   * @return the open checkpoint, for the caller to close
   * @throws IOException if the file does not exist or cannot be read
   * @throws ModelException if the file is no checkpoint, is damaged, or its pickle names a function
   *     that serves only attacks; if a folder has no checkpoint, or several and no name says which
   *     is the model; the message names the file and the cause
   */
  public static Checkpoint open(Path file) throws IOException {
    return open(file, null);
  }

  /**
   * Opens a checkpoint of several models.
   *
   * @param file the checkpoint; or the folder of one, as Hugging Face has them; for sharded
   *     safetensors, their index or folder
   * @param weights the model to read, by its name in {@link #weights} or {@link #others}; null for
   *     the likeliest
   * @return the open checkpoint, for the caller to close
   * @throws IOException if the file does not exist or cannot be read
   * @throws ModelException as {@link #open(Path)}, and if the file lacks the model; the message
   *     names the models of the file
   */
  public static Checkpoint open(Path file, String weights) throws IOException {
    if (Files.isDirectory(file)) {
      CheckpointFolder folder = CheckpointFolder.of(file);
      Checkpoint opened = open(folder.file(), weights);
      List<String> read = opened.files().stream().map(Checkpoint::name).toList();
      return new Checkpoint(
          file,
          opened.mapped,
          opened.format,
          opened.contents,
          folder.others().stream().filter(other -> !read.contains(other)).toList());
    }
    if (CheckpointFolder.isIndex(name(file))) {
      ShardedSafetensors shards = ShardedSafetensors.open(file, weights);
      return new Checkpoint(
          file, shards.files(), CheckpointFormat.SHARDED_SAFETENSORS, shards.contents());
    }
    MappedFile mapped = MappedFile.open(file);
    boolean opened = false;
    try {
      Checkpoint checkpoint = open(file, mapped, weights);
      opened = true;
      return checkpoint;
    } finally {
      if (!opened) {
        mapped.close();
      }
    }
  }

  private static Checkpoint open(Path file, MappedFile mapped, String weights) {
    List<MappedFile> files = List.of(mapped);
    CheckpointFormat format = FormatSniffer.formatOf(mapped);
    return switch (format) {
      case TORCH_ZIP, TORCH_SCRIPT -> {
        TorchZipFile zip = TorchZipFile.open(mapped);
        yield new Checkpoint(file, files, zip.format(), zip.read(weights));
      }
      case TORCH_LEGACY ->
          new Checkpoint(file, files, format, LegacyTorchFile.read(mapped, weights));
      case SAFETENSORS, SHARDED_SAFETENSORS ->
          new Checkpoint(
              file,
              files,
              format,
              SafetensorsFile.contents(mapped, SafetensorsFile.read(mapped), weights));
    };
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /**
   * The file of this checkpoint.
   *
   * @return the path as given, that of the folder where a folder was given
   */
  public Path file() {
    return file;
  }

  /**
   * All files of this checkpoint: its only file, or the index and its shards by name.
   *
   * @return unmodifiable
   */
  public List<Path> files() {
    return mapped.stream().map(MappedFile::path).toList();
  }

  /**
   * The other files that may be checkpoints in the folder that was given.
   *
   * @return their names, sorted; none where a file was given; unmodifiable
   */
  public List<String> filesBeside() {
    return filesBeside;
  }

  /**
   * The format of the file.
   *
   * @return the format
   */
  public CheckpointFormat format() {
    return format;
  }

  /**
   * The tensors by the model's own names, in file order. Name parts added by wrappers such as
   * DistributedDataParallel, torch.compile, FSDP and Lightning are removed.
   *
   * @return unmodifiable, never empty
   */
  public Map<String, CheckpointTensor> tensors() {
    return tensors;
  }

  /**
   * The entry of the file that contains the tensors.
   *
   * @return "model", "state_dict" and the like, keys joined by dots, or "" for the top level
   */
  public String weightsUnder() {
    return contents.weights().holder().path();
  }

  /**
   * The name of the model among those in the file.
   *
   * @return the tensors' entry and the prefix of their names, joined by dots; "." for the top level
   *     without a prefix
   */
  public String weights() {
    return contents.weights().name();
  }

  /**
   * The other models of the same family in the file, such as averages of the weights.
   *
   * @return names for {@link #open(Path, String)}, mostly none; unmodifiable
   */
  public List<String> others() {
    return contents.weights().others();
  }

  /**
   * Values among the weights that are no readable tensors, such as quantized or sparse ones.
   *
   * @return the kind of each value, by name; unmodifiable
   */
  public Map<String, String> unreadable() {
    return Collections.unmodifiableMap(contents.unreadable());
  }

  /**
   * The entries of the file that are no weights, such as "optimizer" and "epoch". An entry beside
   * the tensors has their entry's name as its prefix.
   *
   * @return unmodifiable
   */
  public List<String> ignored() {
    return contents.ignored();
  }

  /**
   * All entries of the file unchanged, such as "model", "optimizer" and "epoch". Safetensors have
   * none; a TorchScript archive has its tensors, by the paths of attributes in its module.
   *
   * @return unmodifiable, by name in file order
   * @throws ModelException if a key is neither a string nor a whole number, or occurs twice
   */
  public Map<String, CheckpointEntry> entries() {
    return contents.root() == null ? Map.of() : contents.root().asMap();
  }

  /** Releases the file; tensors cannot be read afterwards. Closing again does nothing. */
  @Override
  public void close() {
    mapped.forEach(MappedFile::close);
  }

  /** Returns file, format and number of tensors. */
  @Override
  public String toString() {
    return file() + " (" + format.title() + ", " + tensors.size() + " tensors)";
  }
}
