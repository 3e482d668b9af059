package dev.missionmesh.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of all values, from the comments of values.yaml. */
final class Reference {
  /** A value that can be set. */
  record Entry(String name, String value, String comment) {}

  private static final Pattern KEY = Pattern.compile("^( *)([A-Za-z][\\w-]*):(?: (.*))?$");

  /**
   * Reads the entries in order.
   *
   * @throws IllegalArgumentException if a value has no comment
   */
  static List<Entry> entries(String values) {
    var entries = new ArrayList<Entry>();
    var path = new ArrayList<String>();
    var comment = new StringBuilder();
    boolean inside = false;
    for (String line : values.lines().toList()) {
      String text = line.strip();
      Matcher key = KEY.matcher(line);
      if (text.isEmpty()) comment.setLength(0);
      if (text.startsWith("#")) {
        comment.append(comment.isEmpty() ? "" : " ").append(text.substring(1).strip());
      } else if (key.matches()) {
        int depth = key.group(1).length() / 2;
        if (inside && depth >= path.size()) continue;
        while (path.size() > depth) path.removeLast();
        path.add(key.group(2));
        String name = String.join(".", path);
        inside = isBranch(name);
        if (key.group(3) != null || inside) {
          if (comment.isEmpty()) throw new IllegalArgumentException("no comment explains " + name);
          entries.add(new Entry(name, inside ? "see values.yaml" : key.group(3), comment.toString()));
        }
        comment.setLength(0);
      }
    }
    return entries;
  }

  /** Resources are one value, however many lines they take. */
  private static boolean isBranch(String name) {
    return name.endsWith(".resources") && !name.equals("defaults.resources");
  }

  /** The page. */
  static String page(String values) {
    var page = new StringBuilder(HEAD);
    for (Entry e : entries(values)) {
      page.append("| `").append(e.name()).append("` | ").append(cell(e)).append(" | ").append(e.comment().replace("|", "\\|")).append(" |\n");
    }
    return page.toString();
  }

  private static String cell(Entry e) {
    return e.value().startsWith("see ") ? e.value() : "`" + e.value().replace("|", "\\|") + "`";
  }

  private static final String HEAD =
      """
      # Missionmesh on Kubernetes

      How to install it: [docs/runbooks/install.md](../../../docs/runbooks/install.md). Values files to begin with lie in `values/`:
      `minimal`, `standard` (the default), `enterprise`, `production` (an example of everything) and `trial` (brings PostgreSQL and Kafka
      along).

      This page is generated from `values.yaml` by the tests in `libs/chart-tests` (`-Dmesh.chart.write=true`). A service takes everything
      under `defaults`, and `services.<name>` goes before it.

      | value | default | meaning |
      |---|---|---|
      """;

  private Reference() {}
}
