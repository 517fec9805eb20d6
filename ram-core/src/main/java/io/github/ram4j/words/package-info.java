/**
 * The word list of a model that writes sentences: read and checked alike by the converter, which
 * packs it, and by ram-onnx, which encodes with it. Exported to those two alone.
 */
package io.github.ram4j.words;
