/** Evaluation of tag scores, and calibration of thresholds. */
module io.github.ram4j.evaluate {
  requires com.fasterxml.jackson.core;
  requires transitive io.github.ram4j;
  requires io.github.ram4j.view;

  exports io.github.ram4j.evaluate;
  exports io.github.ram4j.evaluate.report;
  exports io.github.ram4j.evaluate.run;
}
