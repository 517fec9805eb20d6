/**
 * Runs models in ONNX Runtime; {@link io.github.ram4j.onnx.RamModels} opens them.
 *
 * <p>Three lifetimes: ONNX Runtime's environment lives as long as the process; a session lives from
 * opening a recognizer to closing it; tensors live for one call. ONNX Runtime and OpenCV bring
 * native libraries, which are unpacked and loaded when the first model is opened and the first
 * encoded image is decoded. On JDK 24 and later, start Java with {@code
 * --enable-native-access=ALL-UNNAMED} (class path) or {@code
 * --enable-native-access=com.microsoft.onnxruntime,org.bytedeco.javacpp} (module path), or JNI
 * warns.
 */
package io.github.ram4j.onnx;
