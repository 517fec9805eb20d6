/**
 * How sessions are opened, in one place for the library and for what measures it. Not for users: no
 * module exports it.
 */
package io.github.ram4j.onnx.settings;
