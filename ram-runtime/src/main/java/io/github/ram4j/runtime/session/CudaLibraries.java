package io.github.ram4j.runtime.session;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A search for the libraries that ONNX Runtime's CUDA provider is linked with, in the system's
 * folders. ONNX Runtime itself says only that loading failed.
 */
final class CudaLibraries {
  private static final Map<String, String> LINUX = new LinkedHashMap<>();
  private static final Map<String, String> WINDOWS = new LinkedHashMap<>();

  static {
    LINUX.put("libcuda.so.1", "the NVIDIA driver");
    LINUX.put("libcudart.so.12", "CUDA 12");
    LINUX.put("libcublas.so.12", "CUDA 12");
    LINUX.put("libcublasLt.so.12", "CUDA 12");
    LINUX.put("libcurand.so.10", "CUDA 12");
    LINUX.put("libcudnn.so.9", "cuDNN 9");
    WINDOWS.put("nvcuda.dll", "the NVIDIA driver");
    WINDOWS.put("cudart64_12.dll", "CUDA 12");
    WINDOWS.put("cublas64_12.dll", "CUDA 12");
    WINDOWS.put("cublasLt64_12.dll", "CUDA 12");
    WINDOWS.put("cudnn64_9.dll", "cuDNN 9");
  }

  private static final List<String> LINUX_FOLDERS =
      List.of(
          "/usr/lib/x86_64-linux-gnu",
          "/lib/x86_64-linux-gnu",
          "/usr/lib64",
          "/usr/lib",
          "/usr/local/lib",
          "/usr/local/cuda/lib64",
          "/usr/local/nvidia/lib64",
          "/usr/lib/wsl/lib");

  private CudaLibraries() {}

  /**
   * The libraries missing from the usual folders and those that the environment names.
   *
   * @return a phrase for each missing library, with the product that it is part of
   */
  static List<String> missing() {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
    List<Path> folders =
        Stream.concat(
                windows ? Stream.of() : LINUX_FOLDERS.stream(),
                split(System.getenv(windows ? "PATH" : "LD_LIBRARY_PATH")))
            .flatMap(CudaLibraries::path)
            .toList();
    List<String> missing = new ArrayList<>();
    (windows ? WINDOWS : LINUX)
        .forEach(
            (library, part) -> {
              if (folders.stream().noneMatch(folder -> Files.exists(folder.resolve(library)))) {
                missing.add(library + " (" + part + ")");
              }
            });
    return missing;
  }

  private static Stream<String> split(String folders) {
    return folders == null
        ? Stream.of()
        : Stream.of(folders.split(File.pathSeparator, -1)).filter(name -> !name.isEmpty());
  }

  private static Stream<Path> path(String folder) {
    try {
      return Stream.of(Path.of(folder));
    } catch (InvalidPathException e) {
      return Stream.of();
    }
  }
}
