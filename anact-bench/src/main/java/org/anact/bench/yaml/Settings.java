package org.anact.bench.yaml;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file sets of a record's fields. A field that is a record itself is a mapping of its own in
 * the file, or, if it is {@link JsonUnwrapped}, is inlined there field by field.
 */
public final class Settings<T extends Record> {

  private final Class<T> type;
  private final Setting block;
  private final Map<String, Setting> given = new LinkedHashMap<>();

  private Settings(Class<T> type, Setting block) {
    this.type = type;
    this.block = block;
  }

  /** Starts with a block of settings. */
  public static <T extends Record> Settings<T> of(Class<T> type, Setting block) {
    return new Settings<T>(type, block).change(block);
  }

  /** Starts with nothing set. */
  public static <T extends Record> Settings<T> none(Class<T> type) {
    return new Settings<>(type, null);
  }

  /** Returns the same with what another block sets; null or an empty one sets nothing. */
  public Settings<T> change(Setting changes) {
    Settings<T> changed = new Settings<>(type, block);
    changed.given.putAll(given);
    if (changes != null && !changes.isEmpty()) {
      changed.collect(type, "", changes);
    }
    return changed;
  }

  /** Returns the same with one field set. */
  public Settings<T> with(String field, Setting value) {
    Settings<T> changed = change(null);
    changed.given.put(field, value);
    return changed;
  }

  /** Returns the same without some fields. */
  public Settings<T> without(Collection<String> fields) {
    Settings<T> changed = change(null);
    changed.given.keySet().removeAll(fields);
    return changed;
  }

  /** Returns what the file gives a field; null if it does not set it. */
  public Setting get(String field) {
    return given.get(field);
  }

  private void collect(Class<?> of, String prefix, Setting changes) {
    Map<String, RecordComponent> components = new LinkedHashMap<>();
    components(of).forEach(component -> components.put(component.getName(), component));
    changes
        .fields(List.copyOf(components.keySet()))
        .forEach(
            (key, value) -> {
              Class<?> field = components.get(key).getType();
              if (field.isRecord() && !value.isEmpty()) {
                collect(field, prefix + key + ".", value);
              } else if (!field.isRecord()) {
                given.put(prefix + key, value);
              }
            });
  }

  /** The fields as a file names them. */
  private static List<RecordComponent> components(Class<?> type) {
    List<RecordComponent> components = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (isUnwrapped(component)) {
        components.addAll(components(component.getType()));
      } else {
        components.add(component);
      }
    }
    return components;
  }

  private static boolean isUnwrapped(RecordComponent component) {
    return component.getAccessor().isAnnotationPresent(JsonUnwrapped.class);
  }

  /** Returns the record, all of whose fields must be set. */
  public T required() {
    return over(null);
  }

  /**
   * Returns the record.
   *
   * @param defaults of the fields that are not set
   * @throws org.anact.bench.InputException if a value is of the wrong type, or the record refuses
   *     it with an {@link IllegalArgumentException} whose sentence begins with the field's name
   */
  public T over(T defaults) {
    return type.cast(make(type, defaults, ""));
  }

  private Record make(Class<?> of, Record defaults, String prefix) {
    RecordComponent[] components = of.getRecordComponents();
    Object[] values = new Object[components.length];
    try {
      for (int i = 0; i < values.length; i++) {
        values[i] =
            value(
                components[i],
                defaults == null ? null : components[i].getAccessor().invoke(defaults),
                prefix);
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return (Record) of.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refusal) {
        throw refused(refusal, prefix);
      }
      throw new IllegalStateException(of + " cannot be made", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(of + " cannot be made", e);
    }
  }

  private Object value(RecordComponent component, Object normal, String prefix) {
    if (component.getType().isRecord()) {
      return make(
          component.getType(),
          (Record) normal,
          isUnwrapped(component) ? prefix : prefix + component.getName() + ".");
    }
    Setting setting = given.get(prefix + component.getName());
    if (setting != null) {
      return setting.as(component.getGenericType());
    }
    if (normal == null && block != null) {
      throw block.problem("has no %s%s: add it".formatted(prefix, component.getName()));
    }
    return normal;
  }

  /** The place is that of the field that the sentence begins with, if the file sets it. */
  private RuntimeException refused(IllegalArgumentException refusal, String prefix) {
    String field = prefix + refusal.getMessage().split("[^A-Za-z0-9]", 2)[0];
    return given.entrySet().stream()
        .filter(setting -> setting.getKey().startsWith(prefix))
        .reduce((one, other) -> one.getKey().equals(field) ? one : other)
        .map(Map.Entry::getValue)
        .orElseThrow(() -> refusal)
        .refused(refusal);
  }
}
