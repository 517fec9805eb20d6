package io.github.ram4j.convert.family;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.bundle.SegmentationGraphs;
import io.github.ram4j.convert.layout.ArchitectureReader;
import io.github.ram4j.convert.layout.SamNames;
import io.github.ram4j.convert.layout.TinyVitLayout;
import io.github.ram4j.convert.layout.VitLayout;
import io.github.ram4j.convert.layout.Weights;
import java.util.function.Predicate;

/** The conversion of SAM, or of MobileSAM, which has another image encoder. */
final class SamConversion implements ModelConversion {
  private final ModelFamily family;
  private final Predicate<Weights> hasEncoder;

  private SamConversion(ModelFamily family, Predicate<Weights> hasEncoder) {
    this.family = family;
    this.hasEncoder = hasEncoder;
  }

  static SamConversion ofSam() {
    return new SamConversion(SegmentationGraphs.SAM, VitLayout::isIn);
  }

  static SamConversion ofMobileSam() {
    return new SamConversion(SegmentationGraphs.MOBILE_SAM, TinyVitLayout::isIn);
  }

  @Override
  public ModelFamily family() {
    return family;
  }

  @Override
  public boolean accepts(Weights weights) {
    return SamNames.areIn(weights) && hasEncoder.test(SamNames.of(weights));
  }

  @Override
  public ModelSummary summarize(Weights weights, ArchitectureReader.Asked asked) {
    Sam sam = Sam.read(SamNames.of(weights));
    return new ModelSummary(sam.imageSizePx(), sam.sizes(), sam.assumed());
  }

  @Override
  public PreparedModel prepare(Weights weights, ModelRequest request) {
    request.requireNoClassTags(family);
    return Sam.read(SamNames.of(weights));
  }
}
