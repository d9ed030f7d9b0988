package org.anact.bench.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.anact.bench.InputException;
import org.anact.bench.run.Attempts;
import org.anact.bench.sweep.SweepStatus;
import org.anact.report.live.LiveServer;
import org.anact.results.ResultFormat;
import picocli.CommandLine;

/** Serves the progress of sweeps until the process is ended. */
final class StatusServing {

  private static final int MOST_PORT = 65_535;

  private StatusServing() {}

  /**
   * Serves, and returns when the thread is interrupted; Ctrl-C ends the process.
   *
   * @param bind address to listen on, or null for loopback
   * @throws InputException if the port or the address cannot be used
   */
  static void serve(Path directory, int port, String bind, CommandLine line) throws IOException {
    try (LiveServer server = open(directory, port, bind)) {
      Thread end = new Thread(() -> close(server));
      Runtime.getRuntime().addShutdownHook(end);
      line.getOut().printf("progress of '%s' at %s (Ctrl-C ends it)%n", directory, server.uri());
      line.getOut().flush();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Runtime.getRuntime().removeShutdownHook(end);
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void close(LiveServer server) {
    try {
      server.close();
    } catch (IOException e) {
      // The process ends; the system clears its folder of temporary files.
    }
  }

  private static LiveServer open(Path directory, int port, String bind) throws IOException {
    OptionRange.between(0, MOST_PORT, "--serve", port);
    InetAddress address;
    try {
      address = bind == null ? InetAddress.getLoopbackAddress() : InetAddress.getByName(bind);
    } catch (UnknownHostException e) {
      throw new InputException(
          "--bind is '%s', which is not an address: give one of this machine, or 0.0.0.0 for all"
              .formatted(bind),
          e);
    }
    try {
      return LiveServer.start(directory, new InetSocketAddress(address, port), new OnDisk());
    } catch (SocketException e) {
      throw new InputException(
          "cannot listen on %s, port %d (%s): give another port or address of this machine, or port 0 for a free one"
              .formatted(address.getHostAddress(), port, e.getMessage()),
          e);
    }
  }

  private static final class OnDisk implements LiveServer.Activity {

    @Override
    public boolean isRunning(Path directory) throws IOException {
      Path partial = directory.resolve(ResultFormat.PARTIAL);
      if (!Files.isDirectory(partial)) {
        return SweepStatus.isRunning(directory, List.of());
      }
      try (Stream<Path> runs = Files.list(partial)) {
        return SweepStatus.isRunning(
            directory, runs.map(run -> String.valueOf(run.getFileName())).toList());
      }
    }

    @Override
    public Optional<Path> attempt(Path directory, String id) throws IOException {
      return Attempts.latest(directory, id);
    }
  }
}
