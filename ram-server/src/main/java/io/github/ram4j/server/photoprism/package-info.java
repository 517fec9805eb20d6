/** PhotoPrism's vision interface. */
@NullMarked
package io.github.ram4j.server.photoprism;

import org.jspecify.annotations.NullMarked;
