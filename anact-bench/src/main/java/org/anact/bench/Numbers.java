package org.anact.bench;

import java.util.ArrayList;
import java.util.List;

/** Numbers as text. */
public final class Numbers {

  private Numbers() {}

  /** Returns so many things, with the word for one of them or for several. */
  public static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  /** Returns ascending numbers as ranges, such as 0-3,5. */
  public static String ranges(List<Integer> numbers) {
    List<String> ranges = new ArrayList<>();
    for (int from = 0, to; from < numbers.size(); from = to) {
      to = from + 1;
      while (to < numbers.size() && numbers.get(to) == numbers.get(to - 1) + 1) {
        to++;
      }
      int first = numbers.get(from);
      int last = numbers.get(to - 1);
      ranges.add(first == last ? Integer.toString(first) : first + "-" + last);
    }
    return String.join(",", ranges);
  }
}
