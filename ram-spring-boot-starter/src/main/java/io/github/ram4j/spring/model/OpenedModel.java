package io.github.ram4j.spring.model;

import java.io.IOException;

/**
 * An open model and what closes it.
 *
 * @param <M> a recognizer, captioner, text encoder, locator or segmenter
 * @param model answers calls
 * @param close frees the model
 */
public record OpenedModel<M>(M model, Runnable close) {

  /**
   * The way to open a model.
   *
   * @param <M> a recognizer, captioner, text encoder, locator or segmenter
   */
  @FunctionalInterface
  public interface Opener<M> {
    /**
     * Opens the model.
     *
     * @return the model, to be closed by its {@link OpenedModel#close()}
     * @throws IOException if a file cannot be read
     */
    OpenedModel<M> open() throws IOException;
  }
}
