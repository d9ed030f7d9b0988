package org.anact.registry;

import java.lang.reflect.InvocationTargetException;

/** Makes instances of a class outside the suite from its name. */
public final class OwnClass {

  private OwnClass() {}

  /**
   * Returns a new instance.
   *
   * @param kind what the class is used as, for messages
   * @param name binary name of a public class with a public constructor without arguments
   * @param type what it must implement
   * @throws UnusableClassException if that is impossible
   */
  public static <T> T instance(String kind, String name, Class<T> type) {
    try {
      Class<?> found = Class.forName(name);
      if (!type.isAssignableFrom(found)) {
        throw unusable(kind, name, "it does not implement " + type.getName(), null);
      }
      return type.cast(found.getConstructor().newInstance());
    } catch (ClassNotFoundException e) {
      throw unusable(
          kind, name, "it is not on the class path; add its folder or jar to ANACT_CLASSPATH", e);
    } catch (NoSuchMethodException | IllegalAccessException e) {
      throw unusable(
          kind, name, "it is not a public class with a public constructor without arguments", e);
    } catch (InstantiationException e) {
      throw unusable(kind, name, "it is abstract", e);
    } catch (InvocationTargetException e) {
      throw unusable(kind, name, "its constructor threw " + e.getCause(), e);
    } catch (LinkageError e) {
      throw unusable(kind, name, "it cannot be loaded: " + e, e);
    }
  }

  private static UnusableClassException unusable(
      String kind, String name, String why, Throwable cause) {
    return new UnusableClassException(
        "unusable %s class '%s': %s".formatted(kind, name, why), cause);
  }
}
