package org.anact.bench.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A driver program of Spark that says what a test says. */
final class FakeDriver extends Process {

  private final OutputStream input;
  private final BufferedReader asked;
  private final InputStream output;
  private final OutputStream answers;
  private final CountDownLatch ended = new CountDownLatch(1);
  private int code;

  FakeDriver() throws IOException {
    Pipe in = Pipe.open();
    Pipe out = Pipe.open();
    input = Channels.newOutputStream(in.sink());
    asked = new BufferedReader(Channels.newReader(in.source(), StandardCharsets.UTF_8));
    output = Channels.newInputStream(out.source());
    answers = Channels.newOutputStream(out.sink());
  }

  /** Returns the next line that the sweep has sent; null if it will send none. */
  String asked() throws IOException {
    return asked.readLine();
  }

  void says(String line) throws IOException {
    answers.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  void tells(String id, Message message) throws IOException {
    says(SparkLines.MARK + "out " + id + " " + Wire.line(message));
  }

  void ends(int exitCode) throws IOException {
    code = exitCode;
    ended.countDown();
    answers.close();
  }

  @Override
  public OutputStream getOutputStream() {
    return input;
  }

  @Override
  public InputStream getInputStream() {
    return output;
  }

  @Override
  public InputStream getErrorStream() {
    return InputStream.nullInputStream();
  }

  @Override
  public int waitFor() throws InterruptedException {
    ended.await();
    return code;
  }

  @Override
  public int exitValue() {
    if (ended.getCount() > 0) {
      throw new IllegalThreadStateException();
    }
    return code;
  }

  @Override
  public void destroy() {
    ended.countDown();
  }
}
