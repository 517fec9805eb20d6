package io.github.ram4j.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The report of a start that failed for a property: which, what was expected, what was found. */
final class ModelPropertyFailureAnalyzer extends AbstractFailureAnalyzer<ModelPropertyException> {

  @Override
  protected FailureAnalysis analyze(Throwable root, ModelPropertyException cause) {
    return new FailureAnalysis(
        "Property %s:%n%n    expected: %s%n    found:    %s"
            .formatted(cause.property(), cause.expected(), cause.found()),
        "Change the value of %s.".formatted(cause.property()),
        root);
  }
}
