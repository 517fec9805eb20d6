/** The way that programs under {@code dev} are run. */
package io.github.ram4j.programs;
