package org.anact.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A list of entries that are looked up by name, in whatever case and with whatever marks. */
public final class Registry<E extends Named> {

  private final String kind;
  private final Map<String, E> byName = new LinkedHashMap<>();
  private final Map<String, E> byKey = new LinkedHashMap<>();
  private final Set<String> elsewhere;
  private final Function<String, E> ofClass;

  /**
   * Makes a list.
   *
   * @param entries in the order of listings
   * @throws IllegalArgumentException if two entries have a name or an alias in common
   */
  public Registry(String kind, List<E> entries) {
    this(kind, entries, Set.of(), null);
  }

  /**
   * Makes a list that can be extended by naming a class.
   *
   * @param entries in the order of listings
   * @param elsewhere well-known names that mean something which is not in this list, however near
   *     they are to a name that is
   * @param ofClass makes the entry of a name with a dot, which is that of a class; may be null
   * @throws IllegalArgumentException if two entries have a name or an alias in common
   */
  public Registry(
      String kind, List<E> entries, Collection<String> elsewhere, Function<String, E> ofClass) {
    this.kind = kind;
    this.elsewhere = elsewhere.stream().map(Names::key).collect(Collectors.toUnmodifiableSet());
    this.ofClass = ofClass;
    for (E entry : entries) {
      byName.put(entry.name(), entry);
      Stream.concat(Stream.of(entry.name()), entry.aliases().stream())
          .map(Names::key)
          .distinct()
          .forEach(key -> add(key, entry));
    }
  }

  private void add(String key, E entry) {
    E other = byKey.putIfAbsent(key, entry);
    if (other != null) {
      throw new IllegalArgumentException(
          "the %s '%s' cannot be told from '%s': rename one of them"
              .formatted(kind, entry.name(), other.name()));
    }
  }

  /** Returns this list with further entries at its end. */
  public Registry<E> with(Collection<? extends E> more) {
    List<E> all = new ArrayList<>(byName.values());
    all.addAll(more);
    return new Registry<>(kind, all, elsewhere, ofClass);
  }

  /** Returns the entries in the order of their declaration. */
  public List<E> entries() {
    return List.copyOf(byName.values());
  }

  /** Returns the names of the entries, without their aliases. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** Returns the entry of a name or an alias. */
  public Optional<E> find(String name) {
    return Optional.ofNullable(byKey.get(Names.key(name)));
  }

  /**
   * Returns the entry of a name or an alias, or that of a class.
   *
   * @throws UnknownNameException if there is none; the message says which was probably meant
   * @throws IllegalArgumentException if the class cannot be used; the message says why
   */
  public E get(String name) {
    Optional<E> found = find(name);
    if (found.isPresent()) {
      return found.get();
    }
    if (ofClass != null && name.indexOf('.') >= 0) {
      return ofClass.apply(name);
    }
    throw new UnknownNameException(kind, name, meant(name), names());
  }

  /** An alias that is near stands for the name of its entry; of equally near ones, names win. */
  private Optional<String> meant(String name) {
    if (elsewhere.contains(Names.key(name))) {
      return Optional.empty();
    }
    List<String> candidates = new ArrayList<>(byName.keySet());
    candidates.addAll(byKey.keySet());
    return Names.nearest(name, candidates).flatMap(this::find).map(Named::name);
  }
}
