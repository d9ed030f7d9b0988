package org.anact.bench.yaml;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.anact.bench.InputException;
import org.anact.registry.Names;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value that a user gave, with its name, its place and a reading for each type that settings
 * have. It is refused with a sentence if it is of another type: nothing is guessed.
 */
public final class Setting {

  /** Most values of a list, also of one like {@code 1..1000}. */
  private static final int MOST_VALUES = 10_000;

  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern RANGE = Pattern.compile("([0-9]+)\\.\\.([0-9]+)");
  private static final Set<Tag> TAGS =
      Set.of(Tag.MAP, Tag.SEQ, Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);
  private static final String MERGE = "<<";
  private static final String ANCHORS = "x(-.*)?";

  private final String source;
  private final String path;
  private final Node node;
  private final boolean entry;

  Setting(String source, String path, Node node) {
    this(source, path, node, false);
  }

  private Setting(String source, String path, Node node, boolean entry) {
    this.source = source;
    this.path = path;
    this.node = node;
    this.entry = entry;
    if (!TAGS.contains(node.getTag())) {
      throw problem("has the tag '%s', which is unknown: leave it out".formatted(node.getTag()));
    }
  }

  /** Makes the setting of an option that takes several values. */
  public static Setting of(String option, String path, List<String> values) {
    List<Node> nodes =
        values.stream()
            .map(value -> (Node) new ScalarNode(Tag.STR, value.strip(), ScalarStyle.PLAIN))
            .toList();
    return new Setting(option, path, new SequenceNode(Tag.SEQ, nodes, FlowStyle.FLOW));
  }

  /** Returns the same value under another name. */
  public Setting at(String name) {
    return child(name, node);
  }

  private Setting child(String name, Node value) {
    return new Setting(source, name, value);
  }

  private String below(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Returns whether a key is there without a value. */
  public boolean isEmpty() {
    return node instanceof ScalarNode scalar
        && scalar.isPlain()
        && List.of("", "~", "null", "Null", "NULL").contains(scalar.getValue());
  }

  /**
   * Returns the fields of a mapping, those of its merge keys included. A key {@code x} or {@code
   * x-...} of the file itself is there for its anchors alone.
   *
   * @param known the keys that it may have; none for any
   * @throws InputException if it is none, or has a key that is not known or is given twice
   */
  public Map<String, Setting> fields(List<String> known) {
    Map<String, Setting> fields = new LinkedHashMap<>();
    Set<Node> merged = Collections.newSetFromMap(new IdentityHashMap<>());
    collect(mapping(node, known), known, fields, merged);
    return fields;
  }

  private MappingNode mapping(Node value, List<String> known) {
    if (value instanceof MappingNode mapping) {
      return mapping;
    }
    throw child(path, value)
        .problem(
            "must be a mapping"
                + (known.isEmpty() ? "" : " with the keys " + String.join(", ", known)));
  }

  /** The fields of a mapping come before those that it merges, as YAML has it. */
  private void collect(
      MappingNode mapping, List<String> known, Map<String, Setting> fields, Set<Node> merged) {
    if (!merged.add(mapping)) {
      return;
    }
    Map<String, Setting> own = new LinkedHashMap<>();
    List<Node> others = new ArrayList<>();
    for (NodeTuple field : mapping.getValue()) {
      String key = key(field.getKeyNode());
      if (key.equals(MERGE)) {
        others.addAll(
            field.getValueNode() instanceof SequenceNode several
                ? several.getValue()
                : List.of(field.getValueNode()));
        continue;
      }
      if (path.isEmpty() && key.matches(ANCHORS)) {
        continue;
      }
      Setting place = child(below(key), field.getKeyNode());
      if (!known.isEmpty() && !known.contains(key)) {
        throw place.unknown(path, key, known);
      }
      if (own.put(key, child(below(key), field.getValueNode())) != null) {
        throw place.problem("is given twice: keep one of them");
      }
    }
    own.forEach(fields::putIfAbsent);
    others.forEach(other -> collect(mapping(other, known), known, fields, merged));
  }

  private String key(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw child(path, node).problem("has a list or a mapping as a key: give a name");
  }

  private InputException unknown(String parent, String key, List<String> known) {
    if (key.matches("[0-9]+")) {
      return problem(
          "is not a setting: if it is part of a number, write a decimal point, not a comma");
    }
    String prefix = parent.isEmpty() ? "" : parent + ".";
    return new InputException(
        "%s: unknown key '%s%s'%s Known: %s"
            .formatted(
                place(),
                prefix,
                key,
                Names.suggestion(Names.nearest(key, known).map(prefix::concat)),
                String.join(", ", known)));
  }

  /**
   * Returns the entries of a list; one value alone is a list of one.
   *
   * @throws InputException if there is none
   */
  public List<Setting> list() {
    boolean several = node instanceof SequenceNode;
    List<Node> values = node instanceof SequenceNode list ? list.getValue() : List.of(node);
    if (values.isEmpty() || isEmpty()) {
      throw problem("is empty: give a list with at least one entry");
    }
    if (values.size() > MOST_VALUES) {
      throw problem("has %d entries: give %d at most".formatted(values.size(), MOST_VALUES));
    }
    return values.stream().map(value -> new Setting(source, path, value, several)).toList();
  }

  /** Returns the text as it is written, in quotes or without. */
  public String text() {
    if (isEmpty()) {
      throw problem("is empty: give it a value, or leave it out");
    }
    return scalar("a text").getValue();
  }

  /**
   * Returns whole numbers, of which {@code 1..6} stands for six.
   *
   * @param least smallest that is allowed
   * @param most largest
   */
  public List<Long> wholes(long least, long most) {
    List<Long> wholes = new ArrayList<>();
    for (Setting entry : list()) {
      Matcher range =
          RANGE.matcher(entry.node instanceof ScalarNode scalar ? scalar.getValue() : "");
      if (range.matches()) {
        long first = entry.inRange(range.group(1), least, most);
        long last = entry.inRange(range.group(2), least, most);
        if (first > last || last - first >= MOST_VALUES) {
          throw entry.wrong(
              "'%s': give the smaller number first, and %d numbers at most"
                  .formatted(range.group(), MOST_VALUES));
        }
        for (long value = first; value <= last; value++) {
          wholes.add(value);
        }
      } else {
        wholes.add(entry.whole(least, most));
      }
    }
    return wholes;
  }

  /** Tells whether it is a mapping. */
  public boolean isMapping() {
    return node instanceof MappingNode;
  }

  /** Returns a whole number in a range. */
  public long whole(long least, long most) {
    String wanted = "a whole number" + (least == 0 ? " of 0 or more" : "");
    return inRange(plain(WHOLE, wanted), least, most);
  }

  private long inRange(String digits, long least, long most) {
    BigInteger value = new BigInteger(digits);
    if (value.compareTo(BigInteger.valueOf(most)) > 0) {
      throw wrong("'%s', which is too large: give %d at most".formatted(digits, most));
    }
    if (value.compareTo(BigInteger.valueOf(least)) < 0) {
      throw wrong("'%s': give a whole number of %d or more".formatted(digits, least));
    }
    return value.longValueExact();
  }

  private double number() {
    String text = plain(NUMBER, "a number");
    double value = Double.parseDouble(text);
    boolean vanishes = value == 0 && text.split("[eE]", 2)[0].matches(".*[1-9].*");
    if (vanishes || Double.isInfinite(value)) {
      throw wrong(
          "'%s', which is too %s for a double: give a number nearer to 1"
              .formatted(text, vanishes ? "small" : "large"));
    }
    return value;
  }

  private boolean truth() {
    String text = plain(Pattern.compile("true|True|TRUE|false|False|FALSE"), "true or false");
    return text.equalsIgnoreCase("true");
  }

  private Object constant(Class<?> type) {
    String text = text();
    Object[] constants = type.getEnumConstants();
    for (Object constant : constants) {
      if (constant.toString().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    throw wrong(
        "'%s': give %s"
            .formatted(
                text,
                Arrays.stream(constants)
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "))));
  }

  private String plain(Pattern pattern, String wanted) {
    if (isEmpty()) {
      throw problem("is empty: give it a value, or leave it out");
    }
    ScalarNode scalar = scalar(wanted);
    String text = scalar.getValue();
    boolean matches = pattern.matcher(text).matches();
    if (matches && scalar.isPlain()) {
      return text;
    }
    throw wrong("'%s': give %s%s".formatted(text, wanted, hint(text, matches, pattern == NUMBER)));
  }

  private static String hint(String text, boolean quoted, boolean number) {
    if (quoted) {
      return " without quotes";
    }
    if (!number) {
      return "";
    }
    if (text.matches("[-+]?[0-9]+,[0-9]+")) {
      return " with a decimal point";
    }
    if (text.endsWith("%")) {
      return ", as 0.1 for 10%";
    }
    return text.toLowerCase(Locale.ROOT).matches("[-+]?\\.(inf|nan)") ? " that is finite" : "";
  }

  private ScalarNode scalar(String wanted) {
    if (node instanceof ScalarNode scalar) {
      return scalar;
    }
    throw wrong(
        "a %s: give %s".formatted(node instanceof MappingNode ? "mapping" : "list", wanted));
  }

  /**
   * Returns the value as a type: a number, a truth value, text, a constant, a list or a record of
   * such, or a map from text to them.
   */
  public Object as(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class ? listOf(arguments[0]) : mapOf(arguments[1]);
    }
    Class<?> wanted = (Class<?>) type;
    if (wanted == int.class) {
      return (int) whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (wanted == long.class) {
      return whole(Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (wanted == double.class || wanted == Double.class) {
      return number();
    }
    if (wanted == boolean.class) {
      return truth();
    }
    if (wanted.isEnum()) {
      return constant(wanted);
    }
    return wanted.isRecord()
        ? Settings.of(wanted.asSubclass(Record.class), this).required()
        : text();
  }

  private List<?> listOf(Type type) {
    if (node instanceof SequenceNode list && list.getValue().isEmpty()) {
      return List.of();
    }
    if (type == Long.class) {
      return wholes(Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (type == Integer.class) {
      return wholes(Integer.MIN_VALUE, Integer.MAX_VALUE).stream().map(Math::toIntExact).toList();
    }
    return list().stream().map(entry -> entry.as(type)).toList();
  }

  private Map<String, ?> mapOf(Type type) {
    Map<String, Object> values = new LinkedHashMap<>();
    fields(List.of()).forEach((key, value) -> values.put(key, value.as(type)));
    return values;
  }

  /** Returns the sentence for what is wrong with this setting. */
  public InputException problem(String what) {
    return new InputException(
        "%s: %s%s".formatted(place(), path.isEmpty() ? "" : path + " ", what));
  }

  private InputException wrong(String what) {
    return problem((entry ? "has " : "is ") + what);
  }

  /**
   * Returns the sentence for what a record's own check says of one of its fields.
   *
   * @param cause its sentence begins with the field's name
   */
  public InputException refused(IllegalArgumentException cause) {
    String parent = path.substring(0, path.lastIndexOf('.') + 1);
    return new InputException("%s: %s%s".formatted(place(), parent, cause.getMessage()), cause);
  }

  private String place() {
    return Yaml.place(source, Optional.ofNullable(node).flatMap(Node::getStartMark));
  }
}
