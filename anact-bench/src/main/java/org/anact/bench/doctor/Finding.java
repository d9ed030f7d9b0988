package org.anact.bench.doctor;

import java.util.Optional;

/**
 * Something that was found out.
 *
 * @param area what it is about, the same for neighbours
 * @param name of the fact
 * @param value one line
 * @param trouble absent if nothing is wrong with it
 */
public record Finding(String area, String name, String value, Optional<Trouble> trouble) {

  /**
   * What is wrong.
   *
   * @param sentence what it is and what to do about it
   * @param stops whether no sweep can run
   */
  public record Trouble(String sentence, boolean stops) {}

  static Finding of(String area, String name, String value) {
    return new Finding(area, name, value, Optional.empty());
  }

  Finding warn(boolean wrong, String sentence) {
    return with(wrong, sentence, false);
  }

  Finding stop(boolean wrong, String sentence) {
    return with(wrong, sentence, true);
  }

  private Finding with(boolean wrong, String sentence, boolean stops) {
    return wrong ? new Finding(area, name, value, Optional.of(new Trouble(sentence, stops))) : this;
  }
}
