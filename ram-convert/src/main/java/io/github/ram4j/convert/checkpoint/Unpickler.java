package io.github.ram4j.convert.checkpoint;

import io.github.ram4j.ModelException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a pickle of protocol 2 to 5 as plain data.
 *
 * <p>A pickle is a program for a small stack machine (CPython's Lib/pickletools.py describes every
 * opcode). Two opcodes make it dangerous: GLOBAL, which looks up any function, and REDUCE, which
 * calls it. Here all opcodes that name, call, make or fill an object only reach {@link
 * TorchObjects}, which looks nothing up and calls nothing. It sorts names into these groups:
 *
 * <ul>
 *   <li>a fixed list of names, the parts of tensors and state dicts, has a meaning;
 *   <li>in a TorchScript archive, a name under {@code __torch__} is a class of its program, whose
 *       objects are plain maps of attributes;
 *   <li>names of {@link HostileNames}, which serve only attacks, end the reading: the file is
 *       refused with that name;
 *   <li>any other name is a {@link Py.Unknown}. Calling it, making an object of it, setting its
 *       state or putting items into it gives the same value again and drops the arguments. So a
 *       training's arguments, numpy's numbers or a device may stand beside the weights; an unknown
 *       weight, or a file that is one unknown object, is refused with its name by the search for
 *       weights.
 * </ul>
 *
 * <p>The machine has its own stack, so nesting costs no call stack. Every step is charged to a
 * memory budget by its approximate size, so time and heap are bounded for any pickle.
 */
final class Unpickler {
  /** The memory budget of all values of a pickle, in bytes; docs/conversion.md has an example. */
  private static final int BUDGET = 64 << 20;

  private static final int STEP_COST = 8;
  private static final int VALUE_COST = 24;
  private static final int STRING_COST = 56;
  private static final int CONTAINER_COST = 96;
  private static final int MEMO_COST = 64;

  private static final int MAX_STACK = 1 << 19;

  /** The most marks open at once: two or three per level of nesting. */
  private static final int MAX_MARKS = 5_000;

  private static final int PROTO = 0x80;

  private static final Map<Integer, String> REFUSED =
      Map.ofEntries(
          Map.entry((int) 'i', "INST"),
          Map.entry((int) 'o', "OBJ"),
          Map.entry(0x82, "EXT1"),
          Map.entry(0x83, "EXT2"),
          Map.entry(0x84, "EXT4"),
          Map.entry((int) 'P', "PERSID"),
          Map.entry((int) 'I', "INT"),
          Map.entry((int) 'L', "LONG"),
          Map.entry((int) 'F', "FLOAT"),
          Map.entry((int) 'S', "STRING"),
          Map.entry((int) 'V', "UNICODE"),
          Map.entry((int) 'g', "GET"),
          Map.entry((int) 'p', "PUT"),
          Map.entry(0x97, "NEXT_BUFFER"),
          Map.entry(0x98, "READONLY_BUFFER"),
          Map.entry(PROTO, "PROTO"));

  private final PickleInput in;
  private final TorchObjects objects;
  private final Map<Integer, Object> memo = new HashMap<>();
  private Object[] stack = new Object[64];
  private int size;
  private int[] marks = new int[16];
  private int markCount;
  private int spent;

  Unpickler(PickleInput in, TorchObjects objects) {
    this.in = in;
    this.objects = objects;
  }

  /**
   * Runs the pickle up to its STOP.
   *
   * @return the pickle's value: of {@link Py}, {@link TorchObjects} or a boxed Java value
   * @throws ModelException if the pickle is damaged or uses a refused opcode, name or call
   */
  Object load() {
    int protocol = in.u8() == PROTO ? in.u8() : 0;
    if (protocol < 2 || protocol > 5) {
      throw in.problem("is not a pickle of protocol 2 to 5");
    }
    for (int op = in.u8(); op != '.'; op = in.u8()) {
      charge(STEP_COST);
      if (!value(op) && !container(op) && !memory(op)) {
        object(op);
      }
    }
    if (size != 1 || markCount != 0) {
      throw in.problem("stops with " + size + " values where one was expected");
    }
    return pop();
  }

  /** Runs an opcode that pushes a number, a string or the like. */
  private boolean value(int op) {
    switch (op) {
      case 'N' -> push(Py.Opaque.NONE);
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'J' -> pushNumber((long) in.i32());
      case 'K' -> pushNumber((long) in.u8());
      case 'M' -> pushNumber((long) in.u16());
      case 0x8a -> pushInteger(in.length(1));
      case 0x8b -> pushInteger(in.length(4));
      case 'G' -> pushNumber(in.float64());
      case 'T', 'X' -> pushString(in.length(4));
      case 'U', 0x8c -> pushString(in.length(1));
      case 0x8d -> pushString(in.length(8));
      case 'B' -> pushBytes(in.length(4));
      case 'C' -> pushBytes(in.length(1));
      case 0x8e, 0x96 -> pushBytes(in.length(8));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Runs an opcode that makes or fills a tuple, list, set or dict. */
  private boolean container(int op) {
    switch (op) {
      case ')' -> push(tuple(0));
      case 0x85 -> push(tuple(1));
      case 0x86 -> push(tuple(2));
      case 0x87 -> push(tuple(3));
      case 't' -> push(new Py.Tuple(popToMark()));
      case ']', 0x8f -> push(sequence());
      case 0x91 -> push(new Py.Tuple(popToMark()));
      case 'l' -> {
        Object[] items = popToMark();
        push(sequence());
        extend(items);
      }
      case 'a' -> {
        Object item = pop();
        extend(new Object[] {item});
      }
      case 'e', 0x90 -> {
        Object[] items = popToMark();
        extend(items);
      }
      case '}' -> push(dict());
      case 'd' -> {
        Object[] items = popToMark();
        push(dict());
        assign(items);
      }
      case 's' -> {
        Object item = pop();
        Object key = pop();
        assign(new Object[] {key, item});
      }
      case 'u' -> {
        Object[] items = popToMark();
        assign(items);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Runs an opcode that moves values between stack and memo. */
  private boolean memory(int op) {
    switch (op) {
      case '(' -> mark();
      case '0' -> {
        if (size > fence()) {
          pop();
        } else {
          popToMark();
        }
      }
      case '1' -> popToMark();
      case '2' -> push(top(Object.class, "a value"));
      case 'h' -> push(recall(in.u8()));
      case 'j' -> push(recall(in.i32()));
      case 'q' -> remember(in.u8());
      case 'r' -> remember(in.i32());
      case 0x94 -> remember(memo.size());
      case 0x95 -> in.length(8);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Runs an opcode that names, makes or fills an object: by the fixed list, or refused. */
  private void object(int op) {
    switch (op) {
      case 'c' -> {
        String module = in.line();
        push(global(module, in.line()));
      }
      case 0x93 -> {
        Object name = pop();
        Object module = pop();
        if (!(module instanceof String from) || !(name instanceof String wanted)) {
          throw in.problem("names something by values that are not strings");
        }
        push(global(from, wanted));
      }
      case 'i' -> {
        String module = in.line();
        objects.global(module, in.line()); // a hostile name is refused by name
        throw refusedOpcode(op);
      }
      case 'R' -> {
        Object arguments = pop();
        Object function = pop();
        charge(CONTAINER_COST);
        push(objects.call(function, arguments));
      }
      case 0x81 -> {
        Object arguments = pop();
        charge(CONTAINER_COST);
        push(objects.object(pop(), arguments));
      }
      case 0x92 -> {
        pop(); // arguments by name
        Object arguments = pop();
        push(objects.unknownObject(pop(), arguments));
      }
      case 'b' -> {
        Object state = pop();
        objects.build(top(Object.class, "a value"), state);
      }
      case 'Q' -> {
        charge(CONTAINER_COST);
        push(objects.persistent(pop()));
      }
      default -> throw refusedOpcode(op);
    }
  }

  private Object global(String module, String name) {
    charge(STRING_COST + module.length() + name.length());
    return objects.global(module, name);
  }

  private ModelException refusedOpcode(int op) {
    String name = REFUSED.get(op);
    String shown = name != null ? name : "0x" + Integer.toHexString(op);
    return in.problem(
        (name != null ? "uses the opcode " : "has the unknown opcode ")
            + shown
            + ", which torch.save does not write: it is damaged, or written by something else");
  }

  private void charge(int bytes) {
    spent += bytes;
    if (spent > BUDGET) {
      throw in.problem("holds more than any checkpoint does: over " + BUDGET + " bytes of values");
    }
  }

  private void push(Object value) {
    if (size == stack.length) {
      if (size >= MAX_STACK) {
        throw in.problem("nests or lists more than " + MAX_STACK + " values");
      }
      stack = Arrays.copyOf(stack, size * 2);
    }
    stack[size++] = value;
  }

  private void pushNumber(Number number) {
    charge(VALUE_COST);
    push(number);
  }

  private void pushInteger(int length) {
    charge(length);
    pushNumber(in.integer(length));
  }

  private void pushString(int length) {
    charge(STRING_COST + length);
    push(in.utf8(length));
  }

  private void pushBytes(int length) {
    in.skip(length);
    push(Py.Opaque.BYTES);
  }

  /**
   * The bottom of the stack's accessible part: values below the last mark are out of reach until
   * the mark is removed.
   */
  private int fence() {
    return markCount == 0 ? 0 : marks[markCount - 1];
  }

  private void mark() {
    if (markCount == MAX_MARKS) {
      throw in.problem("nests deeper than any checkpoint does: over " + MAX_MARKS + " open marks");
    }
    if (markCount == marks.length) {
      marks = Arrays.copyOf(marks, markCount * 2);
    }
    marks[markCount++] = size;
  }

  private Object pop() {
    if (size <= fence()) {
      throw in.problem("takes a value off an empty stack");
    }
    Object value = stack[--size];
    stack[size] = null;
    return value;
  }

  private <T> T top(Class<T> type, String expected) {
    if (size <= fence()) {
      throw in.problem("expects " + expected + " on an empty stack");
    }
    Object value = stack[size - 1];
    if (!type.isInstance(value)) {
      throw in.problem("expects " + expected + " and finds " + Py.kind(value));
    }
    return type.cast(value);
  }

  private Object[] popToMark() {
    if (markCount == 0) {
      throw in.problem("goes back to a mark that was never set");
    }
    int from = marks[--markCount];
    Object[] values = Arrays.copyOfRange(stack, from, size);
    charge(CONTAINER_COST + values.length * STEP_COST);
    Arrays.fill(stack, from, size, null);
    size = from;
    return values;
  }

  private Py.Tuple tuple(int length) {
    charge(CONTAINER_COST);
    Object[] items = new Object[length];
    for (int i = length - 1; i >= 0; i--) {
      items[i] = pop();
    }
    return new Py.Tuple(items);
  }

  private Py.Sequence sequence() {
    charge(CONTAINER_COST);
    return new Py.Sequence();
  }

  private Py.Dict dict() {
    charge(CONTAINER_COST);
    return new Py.Dict(false);
  }

  /** Puts items into the list on top; an unknown value drops them. */
  private void extend(Object[] items) {
    charge(items.length * STEP_COST);
    if (!(top(Object.class, "a list") instanceof Py.Unknown)) {
      top(Py.Sequence.class, "a list").items.addAll(List.of(items));
    }
  }

  /** Puts keys and values into the dict on top; an unknown value drops them. */
  private void assign(Object[] pairs) {
    if (pairs.length % 2 != 0) {
      throw in.problem("gives a dict a key without a value");
    }
    charge(pairs.length * STEP_COST);
    if (top(Object.class, "a dict") instanceof Py.Unknown) {
      return;
    }
    Py.Dict dict = top(Py.Dict.class, "a dict");
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i] instanceof Py.Dict || pairs[i] instanceof Py.Sequence) {
        throw in.problem("uses " + Py.kind(pairs[i]) + " as a dict's key");
      }
      dict.put(pairs[i], pairs[i + 1]);
    }
  }

  private Object recall(int index) {
    Object value = memo.get(index);
    if (value == null) {
      throw in.problem("asks for value " + Integer.toUnsignedString(index) + ", never remembered");
    }
    return value;
  }

  private void remember(int index) {
    charge(MEMO_COST);
    memo.put(index, top(Object.class, "a value"));
  }
}
