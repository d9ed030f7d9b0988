package org.anact.bench.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a path. An empty one, as of a variable without a value, would be the working directory. */
final class PathConverter implements ITypeConverter<Path> {

  @Override
  public Path convert(String value) {
    if (value.isBlank()) {
      throw new TypeConversionException("it is empty: give a path, or . for the working directory");
    }
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "'%s' cannot be a path here (%s): give another, or set a UTF-8 locale"
              .formatted(value, e.getReason()));
    }
  }
}
