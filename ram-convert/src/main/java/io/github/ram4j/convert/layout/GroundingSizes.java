package io.github.ram4j.convert.layout;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sizes of a Grounding DINO.
 *
 * @param embedDim width of the first stage of its Swin; each later stage has twice the width
 * @param depths number of blocks of each stage
 * @param stageHeads number of attention heads of each stage
 * @param window side of an attention window, in tokens
 * @param maps number of the last stages that give maps
 * @param width of a token of image and text
 * @param heads attention heads of image and decoder; fusion and text layers have half of them
 * @param points sampled by each head in each level
 * @param levels number of maps, the last made of the one before
 * @param queries number of boxes
 * @param feedForward width inside the feed-forward layers of image and decoder
 * @param textFeedForward width inside those of the text layers
 * @param fusion width of the fusion layers' projections
 * @param encoderLayers number of encoder layers
 * @param decoderLayers number of decoder layers
 * @param text sizes of BERT
 */
public record GroundingSizes(
    int embedDim,
    List<Integer> depths,
    List<Integer> stageHeads,
    int window,
    int maps,
    int width,
    int heads,
    int points,
    int levels,
    int queries,
    int feedForward,
    int textFeedForward,
    int fusion,
    int encoderLayers,
    int decoderLayers,
    Text text) {

  /**
   * Sizes of BERT.
   *
   * @param hidden width of a token
   * @param intermediate width inside a feed-forward layer
   * @param layers number of layers
   * @param heads attention heads
   * @param vocabulary number of token ids
   * @param positions largest number of tokens of a sub-sentence
   */
  public record Text(
      int hidden, int intermediate, int layers, int heads, int vocabulary, int positions) {}

  /** Copies the lists. */
  public GroundingSizes {
    depths = List.copyOf(depths);
    stageHeads = List.copyOf(stageHeads);
  }

  /** The width of a stage. */
  public int stageWidth(int stage) {
    return embedDim << stage;
  }

  /** The number of stages. */
  public int stages() {
    return depths.size();
  }

  /** The first stage that gives a map. */
  public int firstMap() {
    return stages() - maps;
  }

  /** The number of attention heads of fusion and text layers. */
  public int fewHeads() {
    return heads / 2;
  }

  /** The sizes by name, for manifests, but those that the graphs' inputs need. */
  public SortedMap<String, String> describe() {
    SortedMap<String, String> named = new TreeMap<>();
    named.put("embed-dim", Integer.toString(embedDim));
    named.put("heads", join(stageHeads));
    named.put("attention-heads", Integer.toString(heads));
    named.put("points", Integer.toString(points));
    named.put("feed-forward", Integer.toString(feedForward));
    named.put("encoder-layers", Integer.toString(encoderLayers));
    named.put("decoder-layers", Integer.toString(decoderLayers));
    named.put("text-hidden", Integer.toString(text.hidden()));
    named.put("text-layers", Integer.toString(text.layers()));
    named.put("text-heads", Integer.toString(text.heads()));
    return named;
  }

  private static String join(List<Integer> numbers) {
    return String.join(", ", numbers.stream().map(String::valueOf).toList());
  }
}
