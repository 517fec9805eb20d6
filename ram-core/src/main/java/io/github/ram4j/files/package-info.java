/** Files that are either whole or not there. Seen by the project's own modules alone. */
package io.github.ram4j.files;
