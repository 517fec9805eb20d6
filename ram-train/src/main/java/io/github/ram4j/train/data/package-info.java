/** Pictures from files, changed at random. */
package io.github.ram4j.train.data;
