/**
 * Filters of tags: which of a model's tags are computed, and under which names they are written.
 */
@NullMarked
package io.github.ram4j.catalog.filter;

import org.jspecify.annotations.NullMarked;
