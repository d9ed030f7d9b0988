package org.anact.bench.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.anact.datasets.install.InstallListener;

/**
 * Shows a fetch or an import on the console: a bar on a terminal, a line now and then elsewhere.
 */
final class InstallProgress implements InstallListener, AutoCloseable {

  private static final int TERMINAL_COLUMNS = 118;
  private static final long MEGA = 1_000_000;

  /** Bytes between two lines. */
  private static final long STEP = 50 * MEGA;

  private final PrintStream out;
  private final boolean terminal;
  private ProgressBar bar;
  private long done;

  InstallProgress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  static InstallProgress onConsole() {
    return new InstallProgress(System.err, Boolean.getBoolean(SweepOptions.TERMINAL_PROPERTY));
  }

  @Override
  public void begins(String what, OptionalLong bytes) {
    done = 0;
    if (terminal) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(what)
              .setInitialMax(bytes.orElse(-1))
              .setUnit(" MB", MEGA)
              .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
              .setConsumer(new ConsoleProgressBarConsumer(out, TERMINAL_COLUMNS))
              .setUpdateIntervalMillis(250)
              .build();
    } else {
      String size = bytes.isEmpty() ? "" : ", " + DatasetsCommand.megabytes(bytes);
      out.printf("%s%s%n", what, size);
    }
  }

  @Override
  public void advances(long bytes) {
    if (bar != null) {
      bar.stepBy(bytes);
    } else if ((done + bytes) / STEP > done / STEP) {
      out.printf(Locale.ROOT, "  %d MB%n", (done + bytes) / MEGA);
    }
    done += bytes;
  }

  @Override
  public void ends() {
    close();
  }

  @Override
  public void note(String line) {
    out.println(line);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
