package org.rankspace.namespace;

import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.rankspace.namespace.guest.GraalObjects;
import org.rankspace.namespace.guest.Objects;
import org.rankspace.namespace.guest.Pickling;
import org.rankspace.namespace.guest.PortableObjects;

/**
 * The Python side of one namespace: modules, each of which uses those before it, loaded from the
 * files beside this class.
 */
final class Modules {
  private static final String LOADER =
      """
      def _rankspace_loader(texts):
          import marshal
          import sys
          codes = {}
          if translated := texts.translated('modules'):
              with open(translated, 'rb') as stream:
                  codes = marshal.load(stream)

          def load(name, file):
              module = type(sys)(name)
              sys.modules[name] = module
              if file in codes:
                  code = marshal.loads(codes[file])
              else:
                  code = compile(texts.text(file), f'<rankspace:{name}>', 'exec')
              exec(code, module.__dict__)
              return module

          return load
      """;

  private final Texts texts = new Texts();
  private final Value loader;
  private final Value errors;
  private final Value rankspace;
  private final Value pickling;
  private final Value program;
  private final boolean knownVersion;

  Modules(Context context) {
    context.eval(PythonSource.source(LOADER, "<rankspace>"));
    Value main = context.getBindings("python");
    loader = main.getMember("_rankspace_loader").execute(texts);
    main.removeMember("_rankspace_loader");
    errors = load("errors");
    for (String part :
        List.of(
            "operations",
            "mending",
            "files",
            "bufferspec",
            "requests",
            "buffercollectives",
            "communicator")) {
      load(part);
    }
    rankspace = loader.execute("rankspace", "rankspace");
    pickling = load("pickling");
    program = load("program");
    load("processes").getMember("mend").executeVoid(new HostProcesses());
    load("packages").getMember("offer").executeVoid(texts);
    knownVersion = program("version").execute().asString().equals(GraalObjects.GRAALPY_VERSION);
  }

  /** What {@code sys.executable} is to be. */
  String executable() {
    return texts.executable();
  }

  /** Loads the module {@code name}, which must not have been loaded. */
  Value load(String name) {
    return loader.execute("_rankspace_" + name, name);
  }

  /** A function of {@code errors.py}. */
  Value errors(String name) {
    return errors.getMember(name);
  }

  /** A name of {@code rankspace.py}. */
  Value rankspace(String name) {
    return rankspace.getMember(name);
  }

  /** A function of {@code program.py}. */
  Value program(String name) {
    return program.getMember(name);
  }

  /**
   * How this namespace handles its objects: fast with the GraalPy we know, portably with another.
   */
  Objects objects() {
    Pickling functions = Pickling.of(pickling);
    return knownVersion && !Boolean.getBoolean("rankspace.portable-codec")
        ? new GraalObjects(functions)
        : new PortableObjects(functions);
  }
}
