package org.anact.core.fast;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Keeps the few things that were used last; for one thread at a time. */
final class RecentlyUsed<K, V> {

  private final Map<K, V> kept = new LinkedHashMap<>(16, 0.75f, true);
  private final int most;
  private final Consumer<V> dropped;

  /**
   * Starts empty.
   *
   * @param most how many are kept
   * @param dropped takes what is kept no longer
   */
  RecentlyUsed(int most, Consumer<V> dropped) {
    this.most = most;
    this.dropped = dropped;
  }

  /** Returns what the key stands for, made if it is not there. */
  V get(K key, Function<K, V> make) {
    V value = kept.computeIfAbsent(key, make);
    Iterator<V> oldestFirst = kept.values().iterator();
    while (kept.size() > most) {
      V oldest = oldestFirst.next();
      oldestFirst.remove();
      dropped.accept(oldest);
    }
    return value;
  }

  /** Drops all. */
  void clear() {
    kept.values().forEach(dropped);
    kept.clear();
  }

  int size() {
    return kept.size();
  }
}
