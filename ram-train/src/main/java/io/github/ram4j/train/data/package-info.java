/** What lines of examples give to learn from: pictures changed at random, and features. */
package io.github.ram4j.train.data;
