package dev.missionmesh.images;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A library by its Maven coordinates.
 *
 * @param classifier empty if there is none
 */
record Library(String group, String name, String classifier, String version) {
  /** As Quarkus lists them beside a service: {@code group:name:classifier:type:version}. */
  private static final Pattern QUARKUS = Pattern.compile("([^:\\s]+):([^:]+):([^:]*):jar:([^:\\s]+)");

  /** As Maven lists them: {@code group:name:type[:classifier]:version:scope}. */
  private static final Pattern MAVEN = Pattern.compile("\\s+([^:\\s]+):([^:]+):jar:(?:([^:]+):)?([^:]+):(?:compile|runtime)\\b.*");

  /** The libraries that a list of the build names; lines of another form are no libraries. */
  static List<Library> listed(Path list) throws IOException {
    List<Library> libraries = new ArrayList<>();
    for (String line : Files.readAllLines(list)) {
      Matcher matcher = QUARKUS.matcher(line);
      if (!matcher.matches()) matcher = MAVEN.matcher(line);
      if (!matcher.matches()) continue;
      String classifier = matcher.group(3) == null ? "" : matcher.group(3);
      libraries.add(new Library(matcher.group(1), matcher.group(2), classifier, matcher.group(4)));
    }
    return libraries;
  }

  /** Whether a file of this name is its jar, with or without the group before it. */
  boolean is(String file) {
    String jar = name + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
    return file.equals(jar) || file.equals(group + "." + jar);
  }

  /** Its package URL (purl specification, type {@code maven}). */
  String purl() {
    String qualifier = classifier.isEmpty() ? "" : "&classifier=" + encoded(classifier);
    return "pkg:maven/" + encoded(group) + "/" + encoded(name) + "@" + encoded(version) + "?type=jar" + qualifier;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
