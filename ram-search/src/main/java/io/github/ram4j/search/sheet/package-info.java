/** Contact sheets: images that were found, on one page. */
@NullMarked
package io.github.ram4j.search.sheet;

import org.jspecify.annotations.NullMarked;
