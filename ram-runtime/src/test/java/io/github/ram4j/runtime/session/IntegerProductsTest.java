package io.github.ram4j.runtime.session;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.RamException;
import io.github.ram4j.bundle.BundleManifest;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntegerProductsTest {
  @Test
  void productsOfBundlesAreExactOnEveryProcessor() {
    assertTrue(IntegerProducts.areExact(BundleManifest.PORTABLE_INT8_WEIGHT));
    assertDoesNotThrow(
        () -> IntegerProducts.require("bundle b", BundleManifest.PORTABLE_INT8_WEIGHT));
  }

  /** With VNNI the whole range is exact; without, the bundle is refused. */
  @Test
  void theWholeRangeIsRefusedWhereItSaturates() {
    if (IntegerProducts.areExact(Byte.MAX_VALUE)) {
      assertDoesNotThrow(() -> IntegerProducts.require("bundle b", Byte.MAX_VALUE));
    } else {
      RamException thrown =
          assertThrows(
              RamException.class, () -> IntegerProducts.require("bundle b", Byte.MAX_VALUE));
      assertTrue(thrown.getMessage().startsWith("bundle b: expected a processor"));
      assertTrue(thrown.getMessage().contains(System.getProperty("os.arch")));
    }
  }

  @Test
  void theProcessorIsDescribedByWhatMatters() {
    assertEquals(
        "amd64, AMD EPYC, with AVX2, AVX-512, AVX-512 VNNI",
        Processor.describe(
            "amd64",
            List.of("model name\t: AMD EPYC", "flags\t\t: fpu avx2 avx512f avx512_vnni erms")));
    assertEquals(
        "aarch64, with dot products",
        Processor.describe("aarch64", List.of("Features\t: fp asimd asimddp")));
    assertEquals("riscv64", Processor.describe("riscv64", List.of()));
  }
}
