package org.anact.models;

import java.lang.reflect.InvocationTargetException;

/** Finds an {@link Architecture} outside the suite by the name of its class. */
final class ModelClass {

  private ModelClass() {}

  /**
   * Returns the entry of the architecture of that class.
   *
   * @param name binary name of the class
   * @throws IllegalArgumentException if it cannot be had; the message tells why in one sentence
   */
  static ModelEntry load(String name) {
    return new ModelEntry(name, "own class", "architecture of class " + name, "-", instance(name));
  }

  private static Architecture instance(String name) {
    try {
      Class<?> type = Class.forName(name);
      if (!Architecture.class.isAssignableFrom(type)) {
        throw unusable(name, "it does not implement " + Architecture.class.getName(), null);
      }
      return (Architecture) type.getConstructor().newInstance();
    } catch (ClassNotFoundException e) {
      throw unusable(
          name, "it is not on the class path; put its folder or jar into ANACT_CLASSPATH", e);
    } catch (NoSuchMethodException | IllegalAccessException e) {
      throw unusable(name, "it is no public class with a public constructor without arguments", e);
    } catch (InstantiationException e) {
      throw unusable(name, "it is abstract", e);
    } catch (InvocationTargetException e) {
      throw unusable(name, "its constructor threw " + e.getCause(), e);
    } catch (LinkageError e) {
      throw unusable(name, "it cannot be loaded: " + e, e);
    }
  }

  private static IllegalArgumentException unusable(String name, String why, Throwable cause) {
    return new IllegalArgumentException(
        "unusable model class '%s': %s".formatted(name, why), cause);
  }
}
