package io.github.ram4j.convert.checkpoint;

import java.util.Arrays;
import java.util.Set;

/**
 * Names that a pickle has only to attack whoever loads it with Python: commands, programs, files,
 * sockets, and what leads to them.
 *
 * <p>Nothing is run here whatever a pickle names, so safety does not rest on this list. It is there
 * so that a file that would attack PyTorch is called so, instead of being converted as if it were
 * good.
 */
final class HostileNames {
  /** Modules of which no class describes data. */
  private static final Set<String> MODULES =
      Set.of(
          "os",
          "posix",
          "nt",
          "posixpath",
          "ntpath",
          "subprocess",
          "_posixsubprocess",
          "commands",
          "popen2",
          "pty",
          "sys",
          "shutil",
          "tempfile",
          "signal",
          "socket",
          "_socket",
          "socketserver",
          "ssl",
          "http",
          "httplib",
          "urllib",
          "urllib2",
          "urllib3",
          "requests",
          "aiohttp",
          "ftplib",
          "smtplib",
          "telnetlib",
          "poplib",
          "imaplib",
          "xmlrpc",
          "webbrowser",
          "ctypes",
          "_ctypes",
          "cffi",
          "_cffi_backend",
          "importlib",
          "imp",
          "runpy",
          "pkgutil",
          "zipimport",
          "pip",
          "ensurepip",
          "setuptools",
          "distutils",
          "venv",
          "code",
          "codeop",
          "pdb",
          "bdb",
          "doctest",
          "timeit",
          "trace",
          "profile",
          "cProfile",
          "asyncio",
          "multiprocessing",
          "threading",
          "_thread",
          "marshal",
          "pickle",
          "_pickle",
          "cPickle",
          "shelve",
          "operator",
          "_operator",
          "gc",
          "inspect",
          "linecache",
          "fileinput",
          "mmap",
          "winreg",
          "_winreg",
          "msvcrt",
          "resource",
          "atexit",
          "idlelib",
          "lib2to3",
          "pydoc");

  /** The modules of Python's own functions, in both versions. */
  private static final Set<String> BUILTINS = Set.of("builtins", "__builtin__", "__builtins__");

  /** What of Python's own names describes data; eval, exec, getattr and the rest do not. */
  private static final Set<String> DATA =
      Set.of(
          "bool",
          "bytes",
          "bytearray",
          "complex",
          "dict",
          "float",
          "frozenset",
          "int",
          "list",
          "long",
          "object",
          "range",
          "set",
          "slice",
          "str",
          "tuple",
          "type",
          "unicode",
          "xrange",
          "Ellipsis",
          "NotImplemented",
          "NoneType");

  /** Functions elsewhere that load or run what they are given. */
  private static final Set<String> FUNCTIONS =
      Set.of(
          "types.CodeType",
          "types.FunctionType",
          "torch.load",
          "torch.hub.load",
          "torch.jit.load",
          "torch.serialization.load",
          "torch.storage._load_from_bytes",
          "numpy.load",
          "pandas.eval",
          "pandas.read_pickle",
          "joblib.load");

  private HostileNames() {}

  /** Whether no checkpoint names this for its data. */
  static boolean has(String module, String name) {
    String top = module.contains(".") ? module.substring(0, module.indexOf('.')) : module;
    if (BUILTINS.contains(top)) {
      return !DATA.contains(name) && !name.endsWith("Error") && !name.endsWith("Exception");
    }
    // "a.b" as a name reaches through one module into another, such as torch.serialization's os.
    return MODULES.contains(top)
        || (name.contains(".")
            && Arrays.stream(name.split("\\.", -1))
                .anyMatch(part -> MODULES.contains(part) || BUILTINS.contains(part)))
        || FUNCTIONS.contains(module + "." + name);
  }
}
