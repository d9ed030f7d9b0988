package org.anact.bench.run;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.anact.bench.CsvLine;

/**
 * A CSV file of a run that grows while the run does.
 *
 * @param channel by which its bytes are counted and put on the disk
 * @param writer by which rows are added
 */
record Table(FileChannel channel, BufferedWriter writer) implements AutoCloseable {

  /**
   * Opens a file, making it if there is none.
   *
   * @param kept bytes of it that stay; what comes after them is cut off
   */
  static Table open(Path file, List<String> columns, long kept) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.truncate(kept);
    channel.position(kept);
    BufferedWriter writer =
        new BufferedWriter(
            new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8));
    Table table = new Table(channel, writer);
    if (kept == 0) {
      table.add(List.copyOf(columns));
    }
    return table;
  }

  /** Adds a row; a number that is not finite becomes an empty cell. */
  void add(List<Object> values) throws IOException {
    writer.write(CsvLine.of(values));
    writer.write('\n');
  }

  /** Puts all that came so far on the disk, and returns the length of the file. */
  long save() throws IOException {
    writer.flush();
    channel.force(false);
    return channel.position();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
