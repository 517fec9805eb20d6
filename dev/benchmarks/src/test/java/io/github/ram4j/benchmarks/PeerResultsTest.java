package io.github.ram4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerResultsTest {
  private static final Map<String, String> OURS =
      Map.of("ram4j-full", "fp32", "ram4j-small", "int8");

  private static PeerResult system(String name, double seconds) {
    return new PeerResult(name, seconds, seconds, 0, 1);
  }

  private static PeerResult full(double maxLogitError) {
    return new PeerResult("ram4j-full", 1, 1, maxLogitError, 1);
  }

  private static PeerResult small(double correlation) {
    return new PeerResult("ram4j-small", 1, 1, 0.5, correlation);
  }

  private static void requireAgreement(PeerResult system) {
    new PeerResults(List.of(system), OURS).requireAgreement();
  }

  @Test
  void aSystemIsHeldAgainstTheFastestOtherOfItsClass() {
    PeerResult full = system("ram4j-full", 1.2);
    PeerResult small = system("ram4j-small", 0.4);
    PeerResults results =
        new PeerResults(
            List.of(
                system("pytorch-fp32", 2),
                system("ort-fp32", 1.5),
                system("openvino-bf16", 0.8),
                system("ort-int8", 0.5),
                full,
                small),
            OURS);
    assertEquals(0.8, results.timesFastestPeer(full).orElseThrow(), 1e-12);
    assertEquals(0.8, results.timesFastestPeer(small).orElseThrow(), 1e-12);
    assertEquals(1, results.timesFastestPeer(results.systems().get(1)).orElseThrow());
  }

  @Test
  void withoutOthersThereIsNoRatio() {
    PeerResult full = system("ram4j-full", 1.2);
    PeerResults results = new PeerResults(List.of(full, system("ort-int8", 1)), OURS);
    assertTrue(results.timesFastestPeer(full).isEmpty());
  }

  @Test
  void ourPrecisionIsTheBundles() {
    PeerResults results = new PeerResults(List.of(), Map.of("ram4j-fp32", "int8"));
    assertFalse(results.isFp32(system("ram4j-fp32", 1)));
    assertTrue(results.isFp32(system("ort-fp32", 1)));
  }

  @Test
  void fp32AgreesWithinAThousandth() {
    requireAgreement(full(9e-4));
    String message =
        assertThrows(MeasurementException.class, () -> requireAgreement(full(2e-3))).getMessage();
    assertEquals(
        "ram4j-full: expected logits within 1e-03 of PyTorch's, found a difference of 2.0e-03",
        message);
  }

  @Test
  void int8AgreesByCorrelation() {
    requireAgreement(small(0.995));
    String message =
        assertThrows(MeasurementException.class, () -> requireAgreement(small(0.98))).getMessage();
    assertTrue(message.contains("0.99 or more, found 0.98000"), message);
  }

  @Test
  void noAnswerIsNoAgreement() {
    assertThrows(MeasurementException.class, () -> requireAgreement(full(Double.NaN)));
    assertThrows(MeasurementException.class, () -> requireAgreement(small(Double.NaN)));
  }

  @Test
  void othersNeedNotAgree() {
    PeerResult other = new PeerResult("openvino-int8", 1, 1, 30, 0.5);
    assertDoesNotThrow(() -> requireAgreement(other));
  }

  @Test
  void readsWhatPythonWrites(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("peers.json");
    Files.writeString(
        file,
        "{\"family\": \"ram\", \"systems\": {\"pytorch-fp32\": {\"median_s\": 2.5, \"min_s\": 2.25,"
            + " \"max_logit_error\": NaN, \"logit_correlation\": 1.0}}}");
    PeerResult read = PeerResults.read(file, OURS).systems().get(0);
    assertEquals(new PeerResult("pytorch-fp32", 2.5, 2.25, Double.NaN, 1), read);
  }

  @Test
  void matrixProductsAreToldByTheirNames() {
    GemmRates rates =
        GemmRates.parse(
            List.of(
                "a warning",
                "fp32 MatMul                        199.4 GFLOP/s   relative error 0.0000",
                "DynamicQuantizeMatMul, per channel   743.8 GFLOP/s   relative error 0.0140",
                "MatMulNBits 8 bit, block 32        293.8 GFLOP/s   relative error 0.0076"));
    assertEquals(3, rates.gflops().size());
    assertEquals(199.4, rates.fastest("fp32").orElseThrow());
    assertEquals(743.8, rates.fastest("int8").orElseThrow());
    assertTrue(rates.fastest("bf16").isEmpty());
    assertTrue(GemmRates.NONE.fastest("fp32").isEmpty());
  }
}
