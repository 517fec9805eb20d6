/**
 * The boxes of HEIF (ISO/IEC 23008-12): items, where their bytes are, their properties and
 * references.
 */
package io.github.ram4j.image.heif.container;
