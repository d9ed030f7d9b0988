package org.anact.bench.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.anact.core.backend.CudaDevices;

/** Worker processes that are children of this one. */
final class LocalWorkers extends Workers {

  private final DevicePool devices;

  /** Starts each process with a GPU of its own, if there are any. */
  LocalWorkers(DevicePool devices) {
    this.devices = devices;
  }

  @Override
  Worker start(Job job) throws IOException {
    Optional<String> device = devices.take();
    ProcessBuilder builder = new ProcessBuilder(command());
    device.ifPresent(name -> builder.environment().put(CudaDevices.VARIABLE, name));
    Process process = builder.start();
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
          device.ifPresent(devices::giveBack);
          worker.ended(code);
        });
    return worker;
  }

  @Override
  boolean elsewhere() {
    return false;
  }
}
