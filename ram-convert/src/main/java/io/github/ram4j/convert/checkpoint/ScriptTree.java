package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import io.github.ram4j.convert.checkpoint.TorchObjects.TensorValue;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The tree of objects in a TorchScript archive as one dict of tensors. A tensor's name is the path
 * of attribute names from the root, joined by dots, as in the module's own state dict.
 *
 * <p>Values of unknown kinds keep their places, so that a weight among them is refused by name. All
 * other attributes, such as None, truth values, numbers and lists, are dropped. An object at two
 * paths gives its tensors under both. Depth, number of attributes and length of names are bounded,
 * so a small pickle cannot become a large dict. Not thread-safe.
 */
final class ScriptTree {
  /** The greatest depth of modules: several times that of the published models. */
  private static final int MAX_DEPTH = 100;

  /**
   * The most attributes of all modules together, an object at two paths counted twice: a scripted
   * model of the family has some thousand.
   */
  private static final int MAX_ATTRIBUTES = 200_000;

  /** The module of functions that make typed lists and dicts, which are no weights. */
  private static final String TYPED = "torch.jit.";

  private final MappedFile file;
  private final Deque<Module> open = new ArrayDeque<>();
  private final Py.Dict tensors = new Py.Dict(true);
  private int visited;

  private ScriptTree(MappedFile file) {
    this.file = file;
  }

  /** An object whose attributes are being visited. */
  private static final class Module {
    private final String path;
    private final Py.ScriptObject object;
    private int next;

    private Module(String path, Py.ScriptObject object) {
      this.path = path;
      this.object = object;
    }

    private boolean isDone() {
      return object.attributes == null || next == object.attributes.keys.size();
    }
  }

  /**
   * Flattens the tree.
   *
   * @param root the value of an archive's data.pkl
   * @return the tensors, and values of unknown kinds, by name, in the order of the file
   * @throws ModelException if the root is no object, a module contains itself, or there is more
   *     than any model has
   */
  static Py.Dict tensors(MappedFile file, Object root) {
    if (!(root instanceof Py.ScriptObject object)) {
      throw file.problem(
          "expected the object of a module, as a TorchScript archive (torch.jit.save) holds, found "
              + Py.kind(root));
    }
    ScriptTree tree = new ScriptTree(file);
    tree.visit(object);
    if (tree.tensors.values.stream().noneMatch(TensorValue.class::isInstance)) {
      throw file.problem(
          "expected tensors in the module of a TorchScript archive (torch.jit.save), found none;"
              + " a frozen module (torch.jit.freeze) keeps its weights in its program, which is not"
              + " read: save the module before it is frozen");
    }
    return tree.tensors;
  }

  private void visit(Py.ScriptObject root) {
    open.push(new Module("", root));
    while (!open.isEmpty()) {
      Module module = open.element();
      if (module.isDone()) {
        open.pop();
      } else {
        attribute(module, module.next++);
      }
    }
  }

  private void attribute(Module module, int index) {
    if (++visited > MAX_ATTRIBUTES) {
      throw file.problem(
          "expected at most " + MAX_ATTRIBUTES + " attributes of modules, found more");
    }
    Object value = module.object.attributes.values.get(index);
    if (value instanceof Py.ScriptObject under) {
      enter(path(module, index), under);
    } else if (value instanceof TensorValue
        || (value instanceof Py.Unknown unknown && !unknown.name().startsWith(TYPED))) {
      put(path(module, index), value);
    }
  }

  private void enter(String path, Py.ScriptObject object) {
    if (open.stream().anyMatch(module -> module.object == object)) {
      throw file.problem("the module " + Quoted.of(path) + " contains itself");
    }
    if (open.size() == MAX_DEPTH) {
      throw file.problem(
          "expected modules nested at most "
              + MAX_DEPTH
              + " deep, found more at "
              + Quoted.of(path));
    }
    open.push(new Module(path, object));
  }

  private void put(String path, Object value) {
    if (tensors.keys.size() == StateDict.MAX_TENSORS) {
      throw file.problem(
          "expected at most "
              + StateDict.MAX_TENSORS
              + " tensors, found more at "
              + Quoted.of(path));
    }
    tensors.put(path, value);
  }

  private String path(Module module, int index) {
    Object key = module.object.attributes.keys.get(index);
    if (!(key instanceof String name) || name.isEmpty() || name.indexOf('.') >= 0) {
      throw file.problem(
          "the module "
              + Quoted.of(module.path)
              + ": expected attribute names without dots, found "
              + (key instanceof String other ? Quoted.of(other) : Py.kind(key)));
    }
    if (module.path.length() + 1 + name.length() > StateDict.MAX_NAME) {
      throw file.problem(
          "expected names of tensors of up to "
              + StateDict.MAX_NAME
              + " characters, found a longer one at "
              + Quoted.of(module.path.isEmpty() ? name : module.path));
    }
    return module.path.isEmpty() ? name : module.path + "." + name;
  }
}
