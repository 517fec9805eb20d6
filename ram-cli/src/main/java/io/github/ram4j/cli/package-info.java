/** The programs behind the launcher {@code ./ram}. */
package io.github.ram4j.cli;
