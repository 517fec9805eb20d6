/** Runner of the programs under {@code dev}. */
package io.github.ram4j.programs;
