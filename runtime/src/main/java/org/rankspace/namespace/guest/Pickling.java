package org.rankspace.namespace.guest;

import org.graalvm.polyglot.Value;

/** The functions of {@code pickling.py}. */
public record Pickling(
    Value spell,
    Value parts,
    Value dumps,
    Value loads,
    Value newInstance,
    Value setState,
    Value newConstant,
    Value newInt,
    Value newComplex,
    Value newBytes,
    Value newBytearray,
    Value newArray,
    Value newRange,
    Value newSlice,
    Value newList,
    Value extendList,
    Value newTuple,
    Value newSet,
    Value extendSet,
    Value newFrozenset,
    Value newDict,
    Value extendDict,
    Value viewOf,
    Value plainParts,
    Value refuse) {
  /** Looks them up in the module. */
  public static Pickling of(Value module) {
    return new Pickling(
        module.getMember("spell"),
        module.getMember("parts"),
        module.getMember("dumps"),
        module.getMember("loads"),
        module.getMember("new_instance"),
        module.getMember("set_state"),
        module.getMember("new_constant"),
        module.getMember("new_int"),
        module.getMember("new_complex"),
        module.getMember("new_bytes"),
        module.getMember("new_bytearray"),
        module.getMember("new_array"),
        module.getMember("new_range"),
        module.getMember("new_slice"),
        module.getMember("new_list"),
        module.getMember("extend_list"),
        module.getMember("new_tuple"),
        module.getMember("new_set"),
        module.getMember("extend_set"),
        module.getMember("new_frozenset"),
        module.getMember("new_dict"),
        module.getMember("extend_dict"),
        module.getMember("view_of"),
        module.getMember("plain_parts"),
        module.getMember("refuse"));
  }

  /** The same, except that nothing is pickled: what would have to be is refused. */
  Pickling refusing() {
    return new Pickling(
        refuse,
        plainParts,
        refuse,
        loads,
        newInstance,
        setState,
        newConstant,
        newInt,
        newComplex,
        newBytes,
        newBytearray,
        newArray,
        newRange,
        newSlice,
        newList,
        extendList,
        newTuple,
        newSet,
        extendSet,
        newFrozenset,
        newDict,
        extendDict,
        viewOf,
        plainParts,
        refuse);
  }
}
