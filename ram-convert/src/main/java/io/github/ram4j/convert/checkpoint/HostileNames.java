package io.github.ram4j.convert.checkpoint;

import java.util.Arrays;
import java.util.Set;

/**
 * Python names that serve a pickle only to attack its reader: commands, programs, files, sockets,
 * and functions that reach them.
 *
 * <p>No name of a pickle is ever run here, so safety does not rest on this list. The list serves to
 * report a file that would attack PyTorch, instead of converting it.
 */
final class HostileNames {
  /** Modules without classes that describe data. */
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

  /** The modules of Python's built-in functions, in Python 2 and 3. */
  private static final Set<String> BUILTINS = Set.of("builtins", "__builtin__", "__builtins__");

  /** Built-in names that describe data; eval, exec, getattr and the rest do not. */
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

  /** Functions of other modules that load or run their arguments. */
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

  /** Returns whether a name is hostile: no checkpoint needs it for its data. */
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
