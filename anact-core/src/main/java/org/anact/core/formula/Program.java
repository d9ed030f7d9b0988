package org.anact.core.formula;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.anact.core.formula.Expression.Call;
import org.anact.core.formula.Expression.Operation;

/**
 * The order in which expressions are computed, array by array. What several expressions have in
 * common is computed once. Each result lies in the array of an output as long as that is free, and
 * else in one of a few others, so that everything stays in the first cache.
 */
final class Program {

  /** Most operations in a loop: one that is too long is not vectorized. */
  private static final int LONGEST_LOOP = 30;

  /** A division or a root, in other operations. */
  private static final int COSTLY = 4;

  /**
   * A loop.
   *
   * @param result what it computes
   * @param array the array that takes it
   */
  record Step(Expression result, String array) {}

  private final List<String> outputs;
  private final List<Expression> roots;
  private final Map<Expression, Integer> uses = new LinkedHashMap<>();

  /** Arguments of functions that are loops of their own. */
  private final Set<Expression> apart = new HashSet<>();

  private final List<Expression> order = new ArrayList<>();
  private final Set<Expression> stored = new HashSet<>();
  private final Map<Expression, Integer> weights = new HashMap<>();
  private final Map<Expression, String> arrays = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private int scratch;

  /**
   * Makes the program.
   *
   * @param results what to compute, by the arrays that take it, in order; no two are equal
   */
  Program(Map<String, Expression> results) {
    this.outputs = List.copyOf(results.keySet());
    this.roots = List.copyOf(results.values());
    roots.forEach(this::count);
    uses.keySet().forEach(this::decide);
    allocate();
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  /** Returns the number of arrays beside the outputs, which are named a0, a1 and so on. */
  int scratch() {
    return scratch;
  }

  /** Returns the array that holds an expression; null if it is computed where it is used. */
  String array(Expression e) {
    return arrays.get(e);
  }

  /** Counts uses; a part comes before what it is part of. */
  private void count(Expression e) {
    Integer known = uses.get(e);
    if (known != null) {
      uses.put(e, known + 1);
      return;
    }
    e.parts().forEach(this::count);
    uses.put(e, 1);
    if (isLoop(e)) {
      apart.addAll(e.parts());
    }
  }

  private static boolean isLoop(Expression e) {
    return e instanceof Call call && call.function().isLoop();
  }

  private void decide(Expression e) {
    separate(e);
    int weight = e.parts().isEmpty() ? 0 : isCostly(e) ? COSTLY : 1;
    for (Expression part : e.parts()) {
      weight += stored.contains(part) ? 0 : weights.get(part);
    }
    weights.put(e, weight);
    if (roots.contains(e)
        || isLoop(e)
        || (apart.contains(e) && !e.parts().isEmpty())
        || weight > LONGEST_LOOP
        || (uses.get(e) > 1 && weight > 1)) {
      stored.add(e);
      order.add(e);
    }
  }

  /** The JIT compiler vectorizes no sum or product of two minima, or of two maxima. */
  private void separate(Expression e) {
    if (e instanceof Operation operation
        && operation.left() instanceof Operation left
        && operation.right() instanceof Operation right
        && left.operator() == right.operator()
        && (left.operator() == Operator.MIN || left.operator() == Operator.MAX)
        && !stored.contains(left)
        && uses.get(right) == 1
        && stored.add(right)) {
      order.add(right);
    }
  }

  private static boolean isCostly(Expression e) {
    return (e instanceof Operation operation && operation.operator() == Operator.DIVIDE)
        || (e instanceof Call call && call.function() == Primitive.SQRT);
  }

  private void allocate() {
    Map<Expression, Integer> lastUse = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      for (Expression part : order.get(i).parts()) {
        use(part, i, lastUse);
      }
    }
    Map<String, Integer> freeFrom = new LinkedHashMap<>();
    outputs.forEach(output -> freeFrom.put(output, 0));
    for (int i = 0; i < order.size(); i++) {
      Expression e = order.get(i);
      int last = lastUse.getOrDefault(e, i);
      int root = roots.indexOf(e);
      String array = root >= 0 ? outputs.get(root) : free(freeFrom, i, last);
      freeFrom.put(array, root >= 0 ? Integer.MAX_VALUE : last);
      arrays.put(e, array);
      steps.add(new Step(e, array));
    }
  }

  private void use(Expression part, int step, Map<Expression, Integer> lastUse) {
    if (stored.contains(part)) {
      lastUse.put(part, step);
    } else {
      part.parts().forEach(inner -> use(inner, step, lastUse));
    }
  }

  /** Returns an array that nothing needs from a step on, or a new one. */
  private String free(Map<String, Integer> freeFrom, int step, int last) {
    for (Map.Entry<String, Integer> array : freeFrom.entrySet()) {
      int output = outputs.indexOf(array.getKey());
      boolean inTime = output < 0 || last <= order.indexOf(roots.get(output));
      if (array.getValue() <= step && inTime) {
        return array.getKey();
      }
    }
    return "a" + scratch++;
  }
}
