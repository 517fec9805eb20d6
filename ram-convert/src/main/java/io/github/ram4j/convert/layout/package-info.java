/**
 * Sizes, names and shapes of the published models: the layout of their parameters, read from
 * checkpoints.
 */
package io.github.ram4j.convert.layout;
