package org.anact.datasets.install;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes the body of a response to a file as it comes, no more of it than there may be. The
 * client's own stream of a body throws away what has come unread when a transfer breaks off, so
 * that less could be resumed.
 */
final class BodyWriter implements HttpResponse.BodySubscriber<Void> {

  /** The file could not be written: another address would not help. */
  static final class WriteException extends IOException {

    private static final long serialVersionUID = 1L;

    WriteException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final FileChannel file;
  private final long most;
  private final AtomicLong received;
  private Flow.Subscription subscription;

  /**
   * Makes a writer.
   *
   * @param file where to; the caller closes it
   * @param most bytes that may come
   * @param received counts the bytes that were written
   */
  BodyWriter(FileChannel file, long most, AtomicLong received) {
    this.file = file;
    this.most = most;
    this.received = received;
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    try {
      for (ByteBuffer buffer : buffers) {
        if (received.get() + buffer.remaining() > most) {
          throw new IOException("it sends more than the file has");
        }
        write(buffer);
      }
      subscription.request(1);
    } catch (IOException e) {
      subscription.cancel();
      done.completeExceptionally(e);
    }
  }

  private void write(ByteBuffer buffer) throws WriteException {
    try {
      while (buffer.hasRemaining()) {
        received.addAndGet(file.write(buffer));
      }
    } catch (IOException e) {
      throw new WriteException(e);
    }
  }

  @Override
  public void onError(Throwable failure) {
    done.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    done.complete(null);
  }

  @Override
  public CompletionStage<Void> getBody() {
    return done;
  }

  /**
   * Takes nothing of the body, and ends the transfer.
   *
   * @param result of the body
   */
  static HttpResponse.BodySubscriber<Void> none(CompletionStage<Void> result) {
    return new HttpResponse.BodySubscriber<>() {
      @Override
      public CompletionStage<Void> getBody() {
        return result;
      }

      @Override
      public void onSubscribe(Flow.Subscription subscription) {
        subscription.cancel();
      }

      @Override
      public void onNext(List<ByteBuffer> buffers) {}

      @Override
      public void onError(Throwable failure) {}

      @Override
      public void onComplete() {}
    };
  }
}
