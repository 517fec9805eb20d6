/** Models over labelled images: which images there are and what is true of them. */
package io.github.ram4j.evaluate.run;
