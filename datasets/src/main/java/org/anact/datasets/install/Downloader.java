package org.anact.datasets.install;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.anact.datasets.PublishedFile;

/** Downloads published files: address by address, resuming a transfer that broke off. */
final class Downloader {

  private final HttpClient client;
  private final Patience patience;
  private final InstallListener listener;

  Downloader(Patience patience, InstallListener listener) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(patience.connect())
            .build();
    this.patience = patience;
    this.listener = listener;
  }

  /**
   * Downloads a file, whole and with the published checksum.
   *
   * @param addresses tried in this order
   * @param file what it must be
   * @param folder where it is put under its name, and as {@code .part} what broke off
   * @throws DownloadException if no address gave it; the message lacks the way to get it by hand
   * @throws IOException if it cannot be written
   */
  void download(List<URI> addresses, PublishedFile file, Path folder) throws IOException {
    Path whole = folder.resolve(file.name());
    if (Files.isRegularFile(whole) && file.difference(whole).isEmpty()) {
      return;
    }
    PartFile part = new PartFile(whole);
    if (file.bytes() != null && part.length() >= file.bytes()) {
      if (file.difference(part.path()).isEmpty()) {
        part.complete();
        return;
      }
      part.delete();
    }
    List<String> reasons = new ArrayList<>();
    for (URI address : addresses) {
      try {
        bring(address, file, part);
        part.complete();
        return;
      } catch (Transfer.RefusedException e) {
        String reason = "%s %s".formatted(address, e.getMessage());
        reasons.add(reason);
        listener.note(reason);
      }
    }
    throw new DownloadException(
        "cannot download '%s' (%s)".formatted(file.name(), String.join("; ", reasons)));
  }

  private void bring(URI address, PublishedFile file, PartFile part) throws IOException {
    for (int tried = 1; ; tried++) {
      try {
        boolean resumed = new Transfer(client, patience, listener, address, file, part).run();
        Optional<String> difference = file.difference(part.path());
        if (difference.isEmpty()) {
          return;
        }
        part.delete();
        if (!resumed) {
          throw new Transfer.RefusedException("gives a file that " + difference.get());
        }
        throw new IOException("the rest of it does not belong to the part that came before");
      } catch (Transfer.RefusedException | BodyWriter.WriteException | InterruptedIOException e) {
        throw e;
      } catch (ConnectException | HttpConnectTimeoutException e) {
        throw new Transfer.RefusedException("cannot be reached" + detail(e));
      } catch (IOException e) {
        if (tried >= patience.tries()) {
          throw new Transfer.RefusedException(
              "broke off %d times, the last time%s".formatted(tried, detail(e)));
        }
        listener.note("%s broke off%s: trying again".formatted(address, detail(e)));
        pause();
      }
    }
  }

  /** The client's own exceptions often have no message. */
  private static String detail(IOException failure) {
    Throwable cause = failure;
    while (cause.getMessage() == null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String reason =
        cause instanceof UnresolvedAddressException
            ? "there is no such host, or no network"
            : Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    return " (%s)".formatted(reason);
  }

  private void pause() throws InterruptedIOException {
    try {
      Thread.sleep(patience.pause().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
