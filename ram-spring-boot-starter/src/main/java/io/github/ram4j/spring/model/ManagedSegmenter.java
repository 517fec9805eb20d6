package io.github.ram4j.spring.model;

import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.locate.Box;
import io.github.ram4j.locate.EmbeddedImage;
import io.github.ram4j.locate.MaskPrompt;
import io.github.ram4j.locate.SegmentedMask;
import io.github.ram4j.locate.Segmenter;
import java.io.IOException;
import java.util.List;

/**
 * A segmenter that opens at its first use and computes within a limit of calls. What it answers is
 * what its model answers. {@link #model()} opens it, too.
 *
 * <p>Thread-safe.
 */
public final class ManagedSegmenter implements Segmenter {
  private final ManagedModel<Segmenter> host;

  /**
   * A segmenter of a model.
   *
   * @param host opened at the first use, closed with this segmenter
   */
  public ManagedSegmenter(ManagedModel<Segmenter> host) {
    this.host = host;
  }

  @Override
  public ModelInfo model() {
    return host.ask(Segmenter::model);
  }

  @Override
  public EmbeddedImage embed(ImageSource image) throws IOException {
    return host.call("embed", 1, it -> it.embed(image));
  }

  @Override
  public List<SegmentedMask> segment(EmbeddedImage image, List<MaskPrompt> prompts) {
    return host.compute("segment", 1, it -> it.segment(image, prompts));
  }

  @Override
  public List<List<SegmentedMask>> alternatives(EmbeddedImage image, List<MaskPrompt> prompts) {
    return host.compute("alternatives", 1, it -> it.alternatives(image, prompts));
  }

  /** One call, embedding and masks. */
  @Override
  public List<SegmentedMask> segment(ImageSource image, List<Box> boxes) throws IOException {
    return host.call("segment", 1, it -> it.segment(image, boxes));
  }

  @Override
  public void close() {
    host.close();
  }
}
