package org.anact.datasets.install;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves one file on this machine, as well or as badly as a test wants. */
final class FileServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);

  /** The {@code Range} of each request, or "whole". */
  final List<String> requests = new CopyOnWriteArrayList<>();

  /** After how many bytes of its body each next answer breaks off. */
  final Deque<Integer> breaks = new ArrayDeque<>();

  volatile byte[] content;
  volatile String tag = "\"one\"";
  volatile boolean ranges = true;
  volatile int status = 200;

  /** Whether an answer that breaks off leaves the connection open and silent. */
  volatile boolean silent;

  FileServer(byte[] content) throws IOException {
    this.content = content;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/files/", this::answer);
    server.createContext(
        "/moved/",
        exchange -> {
          String name = exchange.getRequestURI().getPath().substring("/moved/".length());
          exchange.getResponseHeaders().set("Location", "/files/" + name);
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.start();
  }

  URI files() {
    return folder("files");
  }

  URI folder(String name) {
    return URI.create(
        "http://%s:%d/%s/"
            .formatted(
                server.getAddress().getAddress().getHostAddress(),
                server.getAddress().getPort(),
                name));
  }

  private void answer(HttpExchange exchange) throws IOException {
    Headers asked = exchange.getRequestHeaders();
    String range = asked.getFirst("Range");
    requests.add(range == null ? "whole" : range);
    Headers told = exchange.getResponseHeaders();
    if (tag != null) {
      told.set("ETag", tag);
    }
    String condition = asked.getFirst("If-Range");
    boolean part = ranges && range != null && (condition == null || condition.equals(tag));
    int from = part ? Integer.parseInt(range.replaceAll("[^0-9]", "")) : 0;
    if (status != 200 || from >= content.length) {
      exchange.sendResponseHeaders(status != 200 ? status : 416, -1);
      exchange.close();
      return;
    }
    if (part) {
      told.set(
          "Content-Range", "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
    }
    byte[] body = Arrays.copyOfRange(content, from, content.length);
    exchange.sendResponseHeaders(part ? 206 : 200, body.length);
    Integer most;
    synchronized (breaks) {
      most = breaks.poll();
    }
    OutputStream out = exchange.getResponseBody();
    out.write(body, 0, most == null ? body.length : Math.min(most, body.length));
    out.flush();
    if (most != null && silent) {
      try {
        closing.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    exchange.close();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
