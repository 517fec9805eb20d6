/** What lines of examples give to learn from: images changed at random, and features. */
package io.github.ram4j.train.data;
