import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A jar for the start-up cache, which takes neither of these:
 *
 * <ul>
 *   <li>Classes of a format before Java 6: they have no stack maps (JVMS 4.7.4), and are verified
 *       in a way that the cache cannot keep. Here they get stack maps and the number of Java 8's
 *       format; nothing else of them changes.
 *   <li>Classes of a signed jar, the first of which has the whole signature verified, by every
 *       process. Here the jar is no longer signed (JAR File Specification, Signed JAR File).
 * </ul>
 */
final class RenewedJar {
  private static final int MAGIC = 0xCAFEBABE;

  /** Where the number of a class file's format stands (JVMS 4.1). */
  private static final int MAJOR_AT = 6;

  /** A signature's files. */
  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|DSA|RSA|EC)");

  private RenewedJar() {}

  /** Copies a jar, renewing what is too old. */
  static void copy(Path jar, Path target) throws IOException {
    try (ZipFile from = new ZipFile(jar.toFile());
        URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(target))) {
      ClassFile format =
          ClassFile.of(
              ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofClassLoading(classes)));
      Enumeration<? extends ZipEntry> entries = from.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (SIGNATURE.matcher(entry.getName()).matches()) {
          continue;
        }
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        to.putNextEntry(copy);
        byte[] bytes = bytes(from, entry);
        if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
          withoutDigests(bytes).write(to);
        } else {
          to.write(isOld(bytes) ? renewed(format, bytes) : bytes);
        }
      }
    }
  }

  /** What a manifest says of the jar as a whole. */
  private static Manifest withoutDigests(byte[] file) throws IOException {
    Manifest manifest = new Manifest(new ByteArrayInputStream(file));
    manifest.getEntries().clear();
    return manifest;
  }

  private static boolean isOld(byte[] file) {
    return file.length > MAJOR_AT + Short.BYTES
        && ByteBuffer.wrap(file).getInt() == MAGIC
        && ByteBuffer.wrap(file).getShort(MAJOR_AT) < ClassFile.JAVA_6_VERSION;
  }

  private static byte[] renewed(ClassFile format, byte[] old) {
    ClassTransform number =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
          } else {
            builder.with(element);
          }
        };
    ClassTransform code = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL);
    return format.transformClass(format.parse(old), number.andThen(code));
  }

  private static byte[] bytes(ZipFile file, ZipEntry entry) throws IOException {
    try (InputStream in = file.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }
}
