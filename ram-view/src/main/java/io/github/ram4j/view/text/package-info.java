/** Text as outlines, from the font that ships: no font of the system is needed. */
package io.github.ram4j.view.text;
