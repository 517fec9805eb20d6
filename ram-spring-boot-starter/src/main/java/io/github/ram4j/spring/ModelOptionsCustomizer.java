package io.github.ram4j.spring;

import io.github.ram4j.onnx.ModelOptions;

/**
 * A change of a model's options that no property makes, such as an execution provider of your own.
 * Beans of this type are found and called in their order before a model is opened.
 */
@FunctionalInterface
public interface ModelOptionsCustomizer {

  /**
   * Changes the options of one model.
   *
   * @param model the name of the bean's property: recognizer, captioner, text-encoder, locator or
   *     segmenter
   * @param options made of the properties
   * @return the options to open it with
   */
  ModelOptions customize(String model, ModelOptions options);
}
