package io.github.ram4j.train;

/** The dtype of matrix products; weights are float32 in any case. */
public enum ComputePrecision {
  /** As the authors compute. */
  FLOAT32,
  /** Faster by far where the processor has products of bfloat16 (AVX512-BF16, AMX). */
  BFLOAT16
}
