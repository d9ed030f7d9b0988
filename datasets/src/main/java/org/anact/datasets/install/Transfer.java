package org.anact.datasets.install;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.anact.datasets.PublishedFile;

/**
 * One request for a file, or for the rest of it.
 *
 * <p>A partial file is resumed only if the server says that it is of the same version; otherwise
 * the server sends the whole file, which then takes its place.
 */
final class Transfer {

  private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-\\d+/.*");
  private static final long UNKNOWN = Long.MAX_VALUE;
  private static final int POLL_MILLIS = 200;

  private final HttpClient client;
  private final Patience patience;
  private final InstallListener listener;
  private final URI address;
  private final PublishedFile file;
  private final PartFile part;
  private final long size;
  private final AtomicLong length = new AtomicLong();
  private boolean over;
  private FileChannel channel;
  private OptionalLong announced = OptionalLong.empty();

  /** The address does not have the file; asking it again would not help. */
  static final class RefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  Transfer(
      HttpClient client,
      Patience patience,
      InstallListener listener,
      URI address,
      PublishedFile file,
      PartFile part) {
    this.client = client;
    this.patience = patience;
    this.listener = listener;
    this.address = address;
    this.file = file;
    this.part = part;
    this.size = file.bytes() == null ? UNKNOWN : file.bytes();
  }

  /**
   * Transfers the rest of the file, and returns whether that resumed from what was there.
   *
   * @throws RefusedException if the address has no such file
   * @throws BodyWriter.WriteException if the file cannot be written
   * @throws IOException if the transfer broke off; what has come is kept
   */
  boolean run() throws IOException {
    Optional<PartFile.Origin> before = part.originFrom(address);
    long from = before.isPresent() ? part.length() : 0;
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
      String version = before.get().version();
      if (!version.isEmpty()) {
        request.header("If-Range", version);
      }
    }
    listener.begins(
        "download " + file.name(), size == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(size));
    try {
      int status = await(client.sendAsync(request.build(), head -> accept(head, from)));
      check(status, from);
      return status == 206;
    } finally {
      listener.ends();
      end();
    }
  }

  /** Decides by the head of a response where its body goes; called on a thread of the client. */
  private synchronized HttpResponse.BodySubscriber<Void> accept(
      HttpResponse.ResponseInfo head, long from) {
    try {
      OptionalLong coming = head.headers().firstValueAsLong("Content-Length");
      if (over) {
        return BodyWriter.none(CompletableFuture.completedFuture(null));
      }
      if (head.statusCode() == 206 && from > 0 && rangeStart(head.headers()) == from) {
        channel = part.append();
        length.set(from);
      } else if (head.statusCode() == 200 && (size == UNKNOWN || coming.orElse(size) == size)) {
        channel = part.create(new PartFile.Origin(address, version(head.headers())));
      } else {
        announced = coming;
        return BodyWriter.none(CompletableFuture.completedFuture(null));
      }
      return new BodyWriter(channel, size, length);
    } catch (IOException e) {
      return BodyWriter.none(CompletableFuture.failedFuture(new BodyWriter.WriteException(e)));
    }
  }

  /** After this no late response touches the file. */
  private synchronized void end() throws IOException {
    over = true;
    if (channel != null) {
      channel.close();
    }
  }

  private static long rangeStart(HttpHeaders headers) {
    Matcher range = RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
    return range.matches() ? Long.parseLong(range.group(1)) : -1;
  }

  /** Returns what {@code If-Range} may name: a strong entity tag, else a date. */
  private static String version(HttpHeaders headers) {
    return headers
        .firstValue("ETag")
        .filter(tag -> tag.startsWith("\""))
        .or(() -> headers.firstValue("Last-Modified"))
        .orElse("");
  }

  private int await(CompletableFuture<HttpResponse<Void>> answer) throws IOException {
    long seen = 0;
    long heard = System.nanoTime();
    try {
      while (true) {
        try {
          int status = answer.get(POLL_MILLIS, TimeUnit.MILLISECONDS).statusCode();
          listener.advances(length.get() - seen);
          return status;
        } catch (TimeoutException e) {
          long now = length.get();
          if (now != seen) {
            listener.advances(now - seen);
            seen = now;
            heard = System.nanoTime();
          } else if (System.nanoTime() - heard > patience.silence().toNanos()) {
            throw new HttpTimeoutException(
                "nothing came for %s s".formatted(patience.silence().toSeconds()));
          }
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      answer.cancel(true);
    }
  }

  private synchronized void check(int status, long from) throws IOException {
    switch (status) {
      case 200 -> {
        if (channel == null) {
          throw new RefusedException(
              "offers %,d bytes and the published file has %,d"
                  .formatted(announced.orElse(0), size));
        }
      }
      case 206, 416 -> {
        if (channel == null) {
          part.delete();
          throw new IOException("it has nothing of the file from byte %,d on".formatted(from));
        }
      }
      case 408, 425, 429, 500, 502, 503, 504 -> throw new IOException("HTTP status " + status);
      default -> throw new RefusedException("answers with HTTP status " + status);
    }
    if (size != UNKNOWN && length.get() < size) {
      throw new IOException("it ended after %,d bytes".formatted(length.get()));
    }
  }
}
