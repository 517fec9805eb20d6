package io.github.ram4j.convert.family;

import io.github.ram4j.ModelException;
import io.github.ram4j.convert.layout.PublishedFamily;
import io.github.ram4j.convert.layout.Weights;
import java.util.List;

/** The conversions of all families, in the order in which they are asked. */
public final class ModelConversions {
  private static final List<ModelConversion> ALL =
      List.of(new RamPlusConversion(), new Tag2TextConversion(), new RamConversion());

  private ModelConversions() {}

  /**
   * The conversion of the family that a checkpoint is of.
   *
   * @throws ModelException if it is of none that is known
   */
  public static ModelConversion of(Weights weights) {
    return ALL.stream()
        .filter(conversion -> conversion.accepts(weights))
        .findFirst()
        .orElseThrow(() -> PublishedFamily.unknown(weights));
  }
}
