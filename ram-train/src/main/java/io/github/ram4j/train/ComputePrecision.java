package io.github.ram4j.train;

/** The dtype of matrix products; weights are float32 in any case. */
public enum ComputePrecision {
  /** The authors' precision. */
  FLOAT32,
  /** A lower precision, much faster on processors with products of bfloat16 (AVX512-BF16, AMX). */
  BFLOAT16
}
