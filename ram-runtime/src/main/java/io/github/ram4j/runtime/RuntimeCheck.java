package io.github.ram4j.runtime;

/**
 * One thing that running models depends on, as this machine has it.
 *
 * @param what it is, a few words
 * @param good whether it is as it should be
 * @param found what was found, and where it is not good what was expected
 */
public record RuntimeCheck(String what, boolean good, String found) {}
