package io.github.ram4j.runtime.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** StopUnderLoadTest of ram-benchmarks shows what it is for. */
class LastingEnvironmentTest {

  @Test
  void thisVersionOfOnnxRuntimeLetsItsEnvironmentBeKept() {
    assertTrue(LastingEnvironment.isKept());
  }
}
