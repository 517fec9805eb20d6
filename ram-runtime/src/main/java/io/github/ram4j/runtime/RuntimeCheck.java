package io.github.ram4j.runtime;

/**
 * A check of one thing that running models depends on.
 *
 * @param what the thing, in a few words
 * @param good whether the thing is as it should be
 * @param found the finding, and where it is not good the expectation
 */
public record RuntimeCheck(String what, boolean good, String found) {}
