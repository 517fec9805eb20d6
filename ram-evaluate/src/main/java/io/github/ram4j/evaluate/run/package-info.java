/** Evaluation of models on labelled images: scores, comparisons, files and pages of figures. */
package io.github.ram4j.evaluate.run;
