package io.github.ram4j.spring;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** Holds where a property names a model. */
final class AnyModelCondition extends AnyNestedCondition {
  AnyModelCondition() {
    super(ConfigurationPhase.PARSE_CONFIGURATION);
  }

  @ConditionalOnProperty(prefix = RamProperties.PREFIX, name = "recognizer.model")
  static class RecognizerIsNamed {}

  @ConditionalOnProperty(prefix = RamProperties.PREFIX, name = "captioner.model")
  static class CaptionerIsNamed {}

  @ConditionalOnProperty(prefix = RamProperties.PREFIX, name = "text-encoder.model")
  static class TextEncoderIsNamed {}

  @ConditionalOnProperty(prefix = RamProperties.PREFIX, name = "locator.model")
  static class LocatorIsNamed {}

  @ConditionalOnProperty(prefix = RamProperties.PREFIX, name = "segmenter.model")
  static class SegmenterIsNamed {}
}
