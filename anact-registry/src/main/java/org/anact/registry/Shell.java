package org.anact.registry;

/** Commands as a user pastes them into a shell. */
public final class Shell {

  private Shell() {}

  /** Returns an argument, such as a path, in quotes where a shell needs them. */
  public static String quoted(Object argument) {
    String text = argument.toString();
    if (text.matches("[A-Za-z0-9_./:=,@%+-]+")) {
      return text;
    }
    // Messages have commands in single quotes, so double ones are easier to read there.
    return text.matches("[^\"$`\\\\!]*")
        ? '"' + text + '"'
        : "'" + text.replace("'", "'\\''") + "'";
  }
}
