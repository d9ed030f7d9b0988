package org.anact.bench.cli;

import java.lang.reflect.Constructor;
import org.anact.bench.catalog.Catalog;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands and groups of options, and gives the catalog to those that take it. */
record CatalogFactory(Catalog catalog) implements IFactory {

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      Class<?>[] parameters = constructor.getParameterTypes();
      if (parameters.length == 1 && parameters[0] == Catalog.class) {
        return type.cast(constructor.newInstance(catalog));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
