package org.anact.bench.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Worker processes that are children of this one. */
final class LocalWorkers extends Workers {

  @Override
  Worker start(Job job) throws IOException {
    Process process = new ProcessBuilder(command()).start();
    try {
      // It stays open: its end shows the process that the sweep has ended.
      OutputStream input = process.getOutputStream();
      input.write((Wire.line(job) + "\n").getBytes(StandardCharsets.UTF_8));
      input.flush();
    } catch (IOException e) {
      // It ended at once; its log says why.
    }
    Worker worker = new Worker(told -> process.destroyForcibly().onExit().join());
    worker.began("");
    Thread log = Lines.read("log of a worker", process.getErrorStream(), worker::logged, () -> {});
    Lines.read(
        "messages of a worker",
        process.getInputStream(),
        worker::line,
        () -> {
          int code = process.waitFor();
          log.join();
          worker.ended(code);
        });
    return worker;
  }

  @Override
  boolean elsewhere() {
    return false;
  }
}
