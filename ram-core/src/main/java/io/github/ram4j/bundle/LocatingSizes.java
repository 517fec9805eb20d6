package io.github.ram4j.bundle;

import java.util.List;

/**
 * Sizes of a model that locates things by text, as its graphs' inputs need them. Immutable.
 *
 * @param width of a token of the fused features, image or text
 * @param levels number of maps of the image, the finest first
 * @param maps number of levels that are the backbone's last stages; the others follow them
 * @param queries most boxes of an answer
 * @param window side of an attention window of the backbone, in tokens
 * @param depths number of blocks of each stage of the backbone
 * @param textTokens most tokens of a caption, with its first and its last
 * @param vocabulary number of token ids
 */
public record LocatingSizes(
    int width,
    int levels,
    int maps,
    int queries,
    int window,
    List<Integer> depths,
    int textTokens,
    int vocabulary) {

  /** Copies the list. */
  public LocatingSizes {
    depths = List.copyOf(depths);
  }

  /**
   * Whether a stage of the backbone has blocks with shifted windows.
   *
   * @param stage 0 or more
   * @return false if all its windows are alike
   */
  public boolean isShifted(int stage) {
    return depths.get(stage) > 1;
  }

  /**
   * The number of stages of the backbone.
   *
   * @return 2 or more
   */
  public int stages() {
    return depths.size();
  }
}
