/**
 * Sessions of ONNX Runtime: their settings, contracts of their graphs, and checks of the machine.
 * One place opens sessions, for the library, calibration, tests and benchmarks. Not for users.
 */
package io.github.ram4j.runtime.session;
