package org.anact.bench.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.anact.core.kernel.HostTensor;
import org.anact.results.EpochRow;
import org.anact.results.ResultFiles;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * All that a run needs to resume after an epoch. Mini-batches and dropout are drawn from seed and
 * epoch alone, so that no state of a random generator belongs to it.
 *
 * @param progress how far the run has come
 * @param parameters of the network, running values included
 * @param updater its momentum
 */
@SuppressWarnings("ArrayRecordComponent") // it carries numbers, and nothing compares it
record Checkpoint(Progress progress, float[] parameters, float[] updater) {

  private static final long MAGIC = 0x616e616374_0001L;
  private static final int MAX_PROGRESS_BYTES = 1 << 20;

  /** Floats that are on their way to the file at a time. */
  private static final int PIECE = 1 << 14;

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * How far a run has come.
   *
   * @param step steps done
   * @param seconds wall clock so far, without the time between two starts
   * @param resumes how often the run has resumed from a checkpoint
   * @param recordingSeconds part of it that measuring the network's signals took
   * @param last metrics of the last epoch
   * @param best metrics of the first epoch that had the highest test accuracy so far
   * @param fileLengths bytes of each file of the run that belong to it
   */
  record Progress(
      int step,
      double seconds,
      int resumes,
      double recordingSeconds,
      EpochRow last,
      EpochRow best,
      Map<String, Long> fileLengths) {}

  /**
   * Puts the state into a network.
   *
   * @throws IllegalArgumentException if the network has another number of parameters
   */
  void restore(ComputationGraph net) {
    INDArray state = net.getUpdater().getStateViewArray();
    long stateLength = state == null ? 0 : state.length();
    if (net.numParams() != parameters.length || stateLength != updater.length) {
      throw new IllegalArgumentException(
          "a checkpoint of %d parameters and %d of the updater for a network of %d and %d"
              .formatted(parameters.length, updater.length, net.numParams(), stateLength));
    }
    net.setParams(Nd4j.createFromArray(parameters).reshape(net.params().shape()));
    if (state != null) {
      state.assign(Nd4j.createFromArray(updater).reshape(state.shape()));
    }
    net.getConfiguration().setIterationCount(progress.step());
  }

  /**
   * Writes the state of a network as {@link ResultFiles} does. It goes there piece by piece: a copy
   * of the whole, made in every epoch, would fill the Java heap of a long run.
   *
   * @param progress how far the run has come
   */
  static void write(Path file, ComputationGraph net, Progress progress) throws IOException {
    ResultFiles.write(
        file,
        raw -> {
          CheckedOutputStream checked = new CheckedOutputStream(raw, new CRC32());
          DataOutputStream out = new DataOutputStream(checked);
          byte[] json = JSON.writeValueAsBytes(progress);
          out.writeLong(MAGIC);
          out.writeInt(json.length);
          out.write(json);
          INDArray updater = net.getUpdater().getStateViewArray();
          writeFloats(out, net.params());
          if (updater == null) {
            out.writeInt(0);
          } else {
            writeFloats(out, updater);
          }
          out.writeLong(checked.getChecksum().getValue());
        });
  }

  /** Returns the checkpoint in a file; none if there is no file, or it is not whole. */
  static Optional<Checkpoint> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      CheckedInputStream checked = new CheckedInputStream(raw, new CRC32());
      DataInputStream in = new DataInputStream(checked);
      long room = Files.size(file);
      if (room < Long.BYTES || in.readLong() != MAGIC) {
        return Optional.empty();
      }
      int length = in.readInt();
      if (length < 0 || length > MAX_PROGRESS_BYTES) {
        return Optional.empty();
      }
      byte[] json = in.readNBytes(length);
      Optional<float[]> parameters = readFloats(in, room);
      Optional<float[]> updater = parameters.isEmpty() ? parameters : readFloats(in, room);
      long sum = checked.getChecksum().getValue();
      if (updater.isEmpty() || in.readLong() != sum) {
        return Optional.empty();
      }
      return Optional.of(
          new Checkpoint(JSON.readValue(json, Progress.class), parameters.get(), updater.get()));
    } catch (EOFException e) {
      return Optional.empty();
    }
  }

  /** Returns the step of the checkpoint in a file, whose rest is not checked; 0 if it has none. */
  static int step(Path file) {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      if (in.readLong() != MAGIC) {
        return 0;
      }
      int length = in.readInt();
      return length < 0 || length > MAX_PROGRESS_BYTES
          ? 0
          : JSON.readValue(in.readNBytes(length), Progress.class).step();
    } catch (IOException e) {
      return 0;
    }
  }

  private static void writeFloats(DataOutputStream out, INDArray array) throws IOException {
    int length = Math.toIntExact(array.length());
    out.writeInt(length);
    Optional<INDArray> readable = HostTensor.readable(array);
    FloatBuffer floats =
        readable.isPresent()
            ? HostTensor.of(readable.get()).floats()
            : FloatBuffer.wrap(array.dup('c').data().asFloat());
    ByteBuffer piece = ByteBuffer.allocate(Math.min(length, PIECE) * Float.BYTES);
    try {
      while (floats.hasRemaining()) {
        int count = Math.min(floats.remaining(), PIECE);
        piece.asFloatBuffer().put(floats.slice(floats.position(), count));
        out.write(piece.array(), 0, count * Float.BYTES);
        floats.position(floats.position() + count);
      }
    } finally {
      Reference.reachabilityFence(readable);
    }
  }

  private static Optional<float[]> readFloats(DataInputStream in, long room) throws IOException {
    int count = in.readInt();
    if (count < 0 || (long) count * Float.BYTES > room) {
      return Optional.empty();
    }
    byte[] bytes = in.readNBytes(count * Float.BYTES);
    if (bytes.length < count * Float.BYTES) {
      return Optional.empty();
    }
    float[] values = new float[count];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
    return Optional.of(values);
  }
}
