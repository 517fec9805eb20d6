package io.github.ram4j.convert.family;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.bundle.SegmentationGraphs;
import io.github.ram4j.convert.layout.ArchitectureReader;
import io.github.ram4j.convert.layout.Sam2Names;
import io.github.ram4j.convert.layout.SamNames;
import io.github.ram4j.convert.layout.TinyVitLayout;
import io.github.ram4j.convert.layout.VitLayout;
import io.github.ram4j.convert.layout.Weights;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The conversion of SAM, or of a model that has another image encoder. */
final class SamConversion implements ModelConversion {
  private final ModelFamily family;
  private final Predicate<Weights> accepted;
  private final UnaryOperator<Weights> names;

  private SamConversion(
      ModelFamily family, Predicate<Weights> accepted, UnaryOperator<Weights> names) {
    this.family = family;
    this.accepted = accepted;
    this.names = names;
  }

  static SamConversion ofSam() {
    return new SamConversion(
        SegmentationGraphs.SAM,
        weights -> SamNames.areIn(weights) && VitLayout.isIn(SamNames.of(weights)),
        SamNames::of);
  }

  static SamConversion ofMobileSam() {
    return new SamConversion(
        SegmentationGraphs.MOBILE_SAM,
        weights -> SamNames.areIn(weights) && TinyVitLayout.isIn(SamNames.of(weights)),
        SamNames::of);
  }

  static SamConversion ofSam2() {
    return new SamConversion(SegmentationGraphs.SAM2, Sam2Names::areIn, Sam2Names::of);
  }

  @Override
  public ModelFamily family() {
    return family;
  }

  @Override
  public boolean accepts(Weights weights) {
    return accepted.test(weights);
  }

  @Override
  public Set<ModelChoice> takes() {
    return Set.of();
  }

  @Override
  public ModelSummary summarize(Weights weights, ArchitectureReader.Asked asked) {
    Sam sam = Sam.read(names.apply(weights));
    return new ModelSummary(sam.imageSizePx(), sam.sizes(), sam.assumed());
  }

  @Override
  public PreparedModel prepare(Weights weights, ModelRequest request) {
    return Sam.read(names.apply(weights));
  }
}
