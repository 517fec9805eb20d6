package io.github.ram4j.convert.checkpoint;

/** The formats of checkpoint files, detected by content. */
public enum CheckpointFormat {
  /** The zip archive that {@code torch.save} writes since PyTorch 1.6. */
  TORCH_ZIP("torch.save archive"),
  /** The zip archive that {@code torch.jit.save} writes: a program, never read, and its weights. */
  TORCH_SCRIPT("TorchScript archive"),
  /** The sequence of pickles and raw storages that {@code torch.save} wrote before PyTorch 1.6. */
  TORCH_LEGACY("torch.save file of the older format"),
  /** A JSON header followed by raw tensors. */
  SAFETENSORS("safetensors"),
  /** Several safetensors files with a JSON index. */
  SHARDED_SAFETENSORS("safetensors in several files");

  private final String title;

  CheckpointFormat(String title) {
    this.title = title;
  }

  /**
   * The format in words.
   *
   * @return a name for messages and reports
   */
  public String title() {
    return title;
  }
}
