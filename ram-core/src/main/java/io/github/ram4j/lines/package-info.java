/**
 * Files of others, opened to be read, and text in lines of a bounded length. Seen by the project's
 * own modules alone.
 */
package io.github.ram4j.lines;
