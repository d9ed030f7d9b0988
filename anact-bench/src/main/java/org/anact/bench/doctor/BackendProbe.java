package org.anact.bench.doctor;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.anact.core.backend.BackendException;
import org.anact.core.backend.BackendReport;
import org.anact.core.backend.NativeBackend;
import org.anact.core.backend.NativeFacts;

/** A process that finds out about the backend and starts it, and may crash in doing so. */
final class BackendProbe {

  static final String FACT = "fact ";
  static final String STARTED = "started ";
  static final String PROBLEM = "problem ";

  private BackendProbe() {}

  /** Prints a line for each fact, and one about the start. */
  public static void main(String[] arguments) {
    PrintStream lines =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    try {
      NativeFacts.current().forEach((name, value) -> lines.println(FACT + name + "\t" + value));
      NativeBackend.activate(NativeBackend.Settings.defaults());
      lines.println(STARTED + BackendReport.current().line());
    } catch (BackendException e) {
      lines.println(PROBLEM + e.getMessage());
    } catch (RuntimeException | LinkageError e) {
      lines.println(PROBLEM + "ND4J does not start (" + e + ")");
    }
    System.exit(0);
  }
}
