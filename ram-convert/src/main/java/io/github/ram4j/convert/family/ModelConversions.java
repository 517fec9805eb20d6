package io.github.ram4j.convert.family;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.convert.layout.PublishedFamily;
import io.github.ram4j.convert.layout.Weights;
import java.util.List;

/** The registry of the conversions of all families, in the order of detection. */
public final class ModelConversions {
  private static final List<ModelConversion> ALL =
      List.of(
          new RamPlusConversion(),
          new Tag2TextConversion(),
          new RamConversion(),
          new ClipTextConversion(),
          new GroundingDinoConversion(),
          new EfficientNetLiteConversion(),
          SamConversion.ofSam(),
          SamConversion.ofMobileSam(),
          SamConversion.ofSam2());

  private ModelConversions() {}

  /** The families that have a use for a choice. */
  static List<ModelFamily> taking(ModelChoice choice) {
    return ALL.stream()
        .filter(conversion -> conversion.takes().contains(choice))
        .map(ModelConversion::family)
        .toList();
  }

  /**
   * Returns the conversion of a checkpoint's family.
   *
   * @throws ModelException if the family is unknown
   */
  public static ModelConversion of(Weights weights) {
    return ALL.stream()
        .filter(conversion -> conversion.accepts(weights))
        .findFirst()
        .orElseThrow(() -> PublishedFamily.unknown(weights));
  }
}
