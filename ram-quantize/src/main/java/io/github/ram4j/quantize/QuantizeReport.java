package io.github.ram4j.quantize;

import io.github.ram4j.convert.ConvertReport;
import java.util.List;
import java.util.Set;

/** A report of a conversion to lower precision. Immutable. */
public final class QuantizeReport {
  private final ConvertReport conversion;
  private final Agreement agreement;
  private final List<ProductError> errors;
  private final Set<String> floatProducts;
  private final List<QuantizeTry> tries;
  private final boolean met;

  QuantizeReport(
      ConvertReport conversion,
      Agreement agreement,
      List<ProductError> errors,
      Set<String> floatProducts,
      List<QuantizeTry> tries,
      boolean met) {
    this.conversion = conversion;
    this.agreement = agreement;
    this.errors = List.copyOf(errors);
    this.floatProducts = Set.copyOf(floatProducts);
    this.tries = List.copyOf(tries);
    this.met = met;
  }

  /**
   * The report of the conversion itself.
   *
   * @return the report: tensors read, parts ignored, facts assumed
   */
  public ConvertReport conversion() {
    return conversion;
  }

  /**
   * The agreement of the bundle's recognitions with those of float32, on the calibration images.
   *
   * @return the agreement
   */
  public Agreement agreement() {
    return agreement;
  }

  /**
   * The errors of all products that int8 could compute.
   *
   * @return the errors, the largest first; empty for half precision
   */
  public List<ProductError> errors() {
    return errors;
  }

  /**
   * The names of the float32 products.
   *
   * @return the names
   */
  public Set<String> floatProducts() {
    return floatProducts;
  }

  /**
   * The choices of float32 products tried before.
   *
   * @return the choices in turn; empty for half precision
   */
  public List<QuantizeTry> tries() {
    return tries;
  }

  /**
   * Returns whether the agreement reaches the requested one.
   *
   * @return true if it does
   */
  public boolean met() {
    return met;
  }
}
