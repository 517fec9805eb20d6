/** What a training keeps in files. */
package io.github.ram4j.train.state;
