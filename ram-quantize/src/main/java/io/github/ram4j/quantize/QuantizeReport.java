package io.github.ram4j.quantize;

import io.github.ram4j.convert.ConvertReport;
import java.util.List;
import java.util.Set;

/**
 * What a conversion to lower precision did.
 *
 * @param conversion what was read, ignored and assumed
 * @param agreement of the bundle's answers with those of float32, on the calibration images
 * @param errors of all products that 8-bit integers could compute, the largest first; empty for
 *     half precision
 * @param floatProducts those that stay float32
 * @param tries the choices of those that were tried before, in turn; empty for half precision
 * @param met whether the agreement is what was asked for
 */
public record QuantizeReport(
    ConvertReport conversion,
    Agreement agreement,
    List<ProductError> errors,
    Set<String> floatProducts,
    List<QuantizeTry> tries,
    boolean met) {

  /** Copies the collections. */
  public QuantizeReport {
    errors = List.copyOf(errors);
    floatProducts = Set.copyOf(floatProducts);
    tries = List.copyOf(tries);
  }
}
