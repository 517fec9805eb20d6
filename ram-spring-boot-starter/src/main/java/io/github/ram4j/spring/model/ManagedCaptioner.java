package io.github.ram4j.spring.model;

import io.github.ram4j.Caption;
import io.github.ram4j.CaptionOptions;
import io.github.ram4j.CaptionRequest;
import io.github.ram4j.Captioner;
import io.github.ram4j.EncodedImage;
import io.github.ram4j.Outcomes;
import io.github.ram4j.Steering;
import java.io.IOException;
import java.util.List;

/**
 * A captioner that opens at its first use and computes within a limit of calls, as {@link
 * ManagedRecognizer} does.
 *
 * <p>Thread-safe.
 */
public final class ManagedCaptioner extends ManagedRecognizer implements Captioner {
  private final ManagedModel<Captioner> host;

  /**
   * A captioner of a model.
   *
   * @param host opened at the first use, closed with this captioner
   */
  public ManagedCaptioner(ManagedModel<Captioner> host) {
    super(host);
    this.host = host;
  }

  @Override
  public List<Caption> caption(EncodedImage image, Steering steering, CaptionOptions options) {
    return host.compute("caption", 1, it -> it.caption(image, steering, options));
  }

  @Override
  public List<Caption> caption(CaptionRequest request, CaptionOptions options) throws IOException {
    return host.call("caption", 1, it -> it.caption(request, options));
  }

  @Override
  public List<List<Caption>> captionAll(List<CaptionRequest> requests, CaptionOptions options)
      throws IOException {
    return host.call("caption", requests.size(), it -> it.captionAll(requests, options));
  }

  @Override
  public Outcomes<CaptionRequest, List<Caption>> captionEach(
      Iterable<? extends CaptionRequest> requests, CaptionOptions options) {
    return ManagedOutcomes.begin(host, "caption", it -> it.captionEach(requests, options));
  }
}
