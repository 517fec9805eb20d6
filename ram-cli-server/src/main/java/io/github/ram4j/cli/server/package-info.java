/** The program that serves models. */
package io.github.ram4j.cli.server;
