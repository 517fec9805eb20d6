/**
 * Models that open at first use, within a limit of concurrent calls, with listeners of each call.
 */
@NullMarked
package io.github.ram4j.spring.model;

import org.jspecify.annotations.NullMarked;
