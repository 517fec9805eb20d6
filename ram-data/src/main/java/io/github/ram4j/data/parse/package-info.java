/** Tags in captions: names and the forms of their words, looked up by word. */
package io.github.ram4j.data.parse;
