package org.anact.core.formula;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import org.anact.core.kernel.ActivationKernel;
import org.anact.core.kernel.Elementary;

/** Makes a kernel of Java source by the JDK's own compiler, in memory. */
final class KernelCompiler {

  private KernelCompiler() {}

  /**
   * Returns the kernel; nothing where there is no compiler, or where it cannot read the suite's own
   * classes.
   *
   * @param compiler null where there is none
   * @param source of the class {@link KernelSource#CLASS}
   */
  static Optional<ActivationKernel> compile(JavaCompiler compiler, String source) {
    Optional<Path> classes = ownClasses();
    if (compiler == null || classes.isEmpty()) {
      return Optional.empty();
    }
    StringWriter messages = new StringWriter();
    List<String> options = List.of("-proc:none", "-g:none", "-classpath", classes.get().toString());
    Memory memory =
        new Memory(compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8));
    List<Source> sources = List.of(new Source(source));
    if (!compiler.getTask(messages, memory, null, options, null, sources).call()) {
      throw new IllegalStateException(messages + source);
    }
    try {
      return Optional.of(
          (ActivationKernel)
              memory
                  .loader(Elementary.class.getClassLoader())
                  .loadClass(KernelSource.CLASS)
                  .getConstructor()
                  .newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(source, e);
    }
  }

  /** Where the classes are that a kernel uses, which use nothing but the JDK themselves. */
  private static Optional<Path> ownClasses() {
    CodeSource source = Elementary.class.getProtectionDomain().getCodeSource();
    try {
      return source == null || !source.getLocation().getProtocol().equals("file")
          ? Optional.empty()
          : Optional.of(new File(source.getLocation().toURI()).toPath());
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String text) {
      super(
          URI.create("string:///" + KernelSource.CLASS.replace('.', '/') + Kind.SOURCE.extension),
          Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {

    private final List<ByteArrayOutputStream> classes = new ArrayList<>();

    Memory(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, Kind kind, FileObject sibling) throws IOException {
      return new SimpleJavaFileObject(URI.create("mem:///" + className), kind) {
        @Override
        public OutputStream openOutputStream() {
          classes.add(new ByteArrayOutputStream());
          return classes.get(classes.size() - 1);
        }
      };
    }

    ClassLoader loader(ClassLoader parent) {
      byte[] bytes = classes.get(0).toByteArray();
      return new ClassLoader(parent) {
        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
          if (!name.equals(KernelSource.CLASS)) {
            throw new ClassNotFoundException(name);
          }
          return defineClass(name, bytes, 0, bytes.length);
        }
      };
    }
  }
}
