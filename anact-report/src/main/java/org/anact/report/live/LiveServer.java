package org.anact.report.live;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.anact.report.plot.ChartEnvironment;
import org.anact.results.ResultFormatException;
import org.apache.commons.io.file.PathUtils;

/** Serves the progress of the sweeps in a folder, until it is closed. */
public final class LiveServer implements AutoCloseable {
  /** Requests that are answered at a time. */
  private static final int THREADS = 4;

  /**
   * Seconds after which a request that stays incomplete, or a response that nobody reads, is
   * dropped.
   */
  private static final String PATIENCE = "60";

  private final HttpServer server;
  private final ExecutorService answers;
  private final ExecutorService reports;
  private final Path temporary;

  /** What is known of a result directory beside its records. */
  public interface Activity {
    /** Tells whether a sweep has it at this moment. */
    boolean isRunning(Path directory) throws IOException;

    /** Returns the folder of the attempt at a run that was last seen to train. */
    Optional<Path> attempt(Path directory, String id) throws IOException;
  }

  private LiveServer(
      HttpServer server, ExecutorService answers, ExecutorService reports, Path temporary) {
    this.server = server;
    this.answers = answers;
    this.reports = reports;
    this.temporary = temporary;
  }

  /**
   * Starts serving.
   *
   * @param folder a result directory, or a folder with some below it
   * @param address port 0 takes one that is free
   * @throws ResultFormatException if there is no result directory in the folder
   * @throws IOException if the address cannot be listened on; in particular {@link
   *     java.net.BindException}
   */
  public static LiveServer start(Path folder, InetSocketAddress address, Activity activity)
      throws IOException {
    LiveSweeps sweeps = new LiveSweeps(folder, activity);
    if (!Files.isDirectory(folder)) {
      throw new ResultFormatException(
          folder + " is not a directory; name the folder that a sweep wrote its results to.");
    }
    if (sweeps.find().isEmpty()) {
      throw new ResultFormatException(
          folder
              + " is not a result directory and none is below it; name the folder that a sweep"
              + " wrote its results to.");
    }
    ChartEnvironment.prepare();
    limit("sun.net.httpserver.maxReqTime");
    limit("sun.net.httpserver.maxRspTime");
    HttpServer server = HttpServer.create(address, 0);
    Path temporary = Files.createTempDirectory("anact-status-");
    ExecutorService answers = Executors.newFixedThreadPool(THREADS, LiveServer::daemon);
    ExecutorService reports = Executors.newSingleThreadExecutor(LiveServer::daemon);
    InetAddress bound = server.getAddress().getAddress();
    server.createContext(
        "/", new LiveHandler(new LivePages(sweeps, temporary, reports), bound.isLoopbackAddress()));
    server.setExecutor(answers);
    server.start();
    return new LiveServer(server, answers, reports, temporary);
  }

  private static void limit(String property) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, PATIENCE);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "anact-status");
    thread.setDaemon(true);
    return thread;
  }

  /** The address of the first page. */
  public URI uri() {
    InetSocketAddress bound = server.getAddress();
    String host = bound.getAddress().getHostAddress();
    return URI.create(
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort() + "/");
  }

  /** Ends it, and deletes the reports that it made. */
  @Override
  public void close() throws IOException {
    server.stop(0);
    answers.shutdownNow();
    reports.shutdownNow();
    try {
      // A report that is being made would write into the folder that is deleted.
      reports.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    PathUtils.delete(temporary);
  }
}
