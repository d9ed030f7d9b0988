package org.anact.results;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A CSV file of a run whose columns are the components of a record, in their order and in snake
 * case. A number that is not finite is an empty cell, which is read as {@code NaN}.
 *
 * @param <R> a row
 */
public final class CsvTable<R extends Record> {
  private static final CsvMapper MAPPER =
      CsvMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .addModule(
              new SimpleModule()
                  .addSerializer(double.class, new NumberWriter())
                  .addDeserializer(double.class, new NumberReader())
                  .addDeserializer(String.class, new NameReader()))
          .build();

  private final String file;
  private final Class<R> row;
  private final CsvSchema schema;
  private final ObjectReader reader;

  CsvTable(String file, Class<R> row) {
    this.file = file;
    this.row = row;
    this.schema = MAPPER.schemaFor(row).withoutHeader();
    this.reader = MAPPER.readerFor(row).with(schema);
  }

  /** Returns the name of the file in the folder of a run. */
  public String file() {
    return file;
  }

  /** Returns the names of the columns, in order. */
  public List<String> columns() {
    return schema.getColumnNames();
  }

  /** Returns whether a run has this table, compressed or not. */
  public boolean isIn(Path folder) {
    return ResultFiles.exists(folder.resolve(file));
  }

  /**
   * Reads the rows of a run's table.
   *
   * @throws ResultFormatException if the file is missing, has another header, ends in the middle of
   *     a row, holds a row that is not one of this table, or cannot be read
   */
  public List<R> read(Path folder) {
    return parse(folder.resolve(file), ResultFiles.read(folder.resolve(file)));
  }

  /** Reads the rows in the first bytes of a table, as {@link #read(Path)} does. */
  public List<R> read(Path folder, long bytes) {
    return parse(folder.resolve(file), ResultFiles.read(folder.resolve(file), bytes));
  }

  /** Reads the whole rows of a table that is being written; none if it has no header yet. */
  public List<R> readSoFar(Path folder) {
    String text = ResultFiles.read(folder.resolve(file));
    int whole = text.lastIndexOf('\n') + 1;
    return whole == 0 ? List.of() : parse(folder.resolve(file), text.substring(0, whole));
  }

  private List<R> parse(Path path, String text) {
    int rows = text.indexOf('\n') + 1;
    String header = String.join(",", columns());
    if (rows == 0 || !text.substring(0, rows).strip().equals(header)) {
      throw new ResultFormatException(path + ": the header must be '" + header + "'.");
    }
    if (!text.endsWith("\n")) {
      throw new ResultFormatException(path + " ends in the middle of a row.");
    }
    try {
      return reader.<R>readValues(text.substring(rows)).readAll();
    } catch (IOException | RuntimeException e) {
      throw new ResultFormatException(path + ": a row cannot be read as " + header + ".", e);
    }
  }

  /**
   * Opens a run's table to add rows, making it if there is none.
   *
   * @param kept bytes of it that stay; what comes after them is cut off
   */
  public Writer<R> open(Path folder, long kept) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      channel.truncate(kept);
      channel.position(kept);
      OutputStreamWriter out =
          new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8);
      if (kept == 0) {
        // Jackson writes it with the first row, which a table may never have.
        out.write(String.join(",", columns()) + "\n");
        out.flush();
      }
      SequenceWriter rows = MAPPER.writerFor(row).with(schema).writeValues(out);
      return new Writer<>(channel, rows);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * A table that grows while its run does.
   *
   * @param channel by which its bytes are counted and put on the disk
   * @param rows by which rows are added
   * @param <R> a row
   */
  public record Writer<R extends Record>(FileChannel channel, SequenceWriter rows)
      implements AutoCloseable {
    /** Adds a row. */
    public void add(R row) throws IOException {
      rows.write(row);
    }

    /** Puts all that came so far on the disk, and returns the length of the file. */
    public long save() throws IOException {
      rows.flush();
      channel.force(false);
      return channel.position();
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }

  private static final class NumberWriter extends StdScalarSerializer<Double> {
    private static final long serialVersionUID = 1L;

    NumberWriter() {
      super(double.class, false);
    }

    @Override
    public void serialize(Double number, JsonGenerator cell, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(number)) {
        cell.writeNumber(number);
      } else {
        cell.writeString("");
      }
    }
  }

  private static final class NumberReader extends StdScalarDeserializer<Double> {
    private static final long serialVersionUID = 1L;

    NumberReader() {
      super(double.class);
    }

    @Override
    public Double deserialize(JsonParser cell, DeserializationContext context) throws IOException {
      String text = cell.getText().strip();
      if (text.isEmpty()) {
        return Double.NaN;
      }
      // Java also reads NaN, Infinity and suffixes like 1d.
      if (!Character.isDigit(text.charAt(text.length() - 1))) {
        return (Double) context.handleWeirdStringValue(double.class, text, "not a number");
      }
      return Double.parseDouble(text);
    }
  }

  /** The names of layers and branches repeat in every step. */
  private static final class NameReader extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1L;

    NameReader() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser cell, DeserializationContext context) throws IOException {
      return cell.getText().intern();
    }
  }
}
