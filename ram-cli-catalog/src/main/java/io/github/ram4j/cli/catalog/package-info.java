/** Programs that need a catalogue of images. */
package io.github.ram4j.cli.catalog;
