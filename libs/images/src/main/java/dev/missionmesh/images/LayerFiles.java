package dev.missionmesh.images;

import dev.missionmesh.cli.output.Failure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Names of the files that layers of an image give when they are laid on one another (OCI image
 * specification, "Image Layer Filesystem Changeset").
 */
final class LayerFiles {
  private static final String GONE = ".wh.";
  private static final String ALL_GONE = ".wh..wh..opq";
  private static final int MOST_LINKS = 40;
  private static final int LONGEST_RELEASE = 64 * 1024;
  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

  /** Of a link its target; of a file of a JDK that tells its version, its text; of any other file nothing. */
  private record Content(String link, String text) {}

  private final TreeMap<String, Content> files = new TreeMap<>();

  /** Lays a layer on top. */
  void add(InputStream layer) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(unpacked(layer))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        add(entry, tar);
      }
    }
  }

  private static InputStream unpacked(InputStream layer) throws IOException {
    BufferedInputStream in = new BufferedInputStream(layer, 1 << 16);
    in.mark(4);
    byte[] start = in.readNBytes(2);
    in.reset();
    if (start.length < 2) return in;
    if (start[0] == 0x28 && start[1] == (byte) 0xb5) {
      throw Failure.error(
          "a layer of the base is compressed with Zstandard", "Export it with layers in gzip, or none, as docker save does.");
    }
    return start[0] == 0x1f && start[1] == (byte) 0x8b ? new GZIPInputStream(in, 1 << 16) : in;
  }

  private void add(TarArchiveEntry entry, InputStream content) throws IOException {
    String path = String.join("/", parts(entry.getName()));
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    String name = path.substring(folder.length());
    if (name.equals(ALL_GONE)) {
      remove(folder);
    } else if (name.startsWith(GONE)) {
      String hidden = folder + name.substring(GONE.length());
      files.remove(hidden);
      remove(hidden + "/");
    } else if (!entry.isDirectory()) {
      boolean tells = name.equals("release") && entry.getSize() < LONGEST_RELEASE;
      String text = tells ? new String(content.readAllBytes(), StandardCharsets.UTF_8) : null;
      files.put(path, new Content(entry.isSymbolicLink() ? entry.getLinkName() : null, text));
    }
  }

  private void remove(String below) {
    files.subMap(below, below + Character.MAX_VALUE).clear();
  }

  /** The file that a path leads to, over links; empty if there is none. */
  Optional<String> find(String path) {
    Deque<String> left = new ArrayDeque<>(parts(path));
    List<String> done = new ArrayList<>();
    int links = 0;
    while (!left.isEmpty()) {
      String part = left.pop();
      if (part.equals("..")) {
        if (!done.isEmpty()) done.removeLast();
        continue;
      }
      done.add(part);
      Content content = files.get(String.join("/", done));
      if (content == null || content.link() == null) continue;
      if (++links > MOST_LINKS) return Optional.empty();
      done.removeLast();
      if (content.link().startsWith("/")) done.clear();
      parts(content.link()).reversed().forEach(left::push);
    }
    return Optional.of(String.join("/", done)).filter(files::containsKey);
  }

  private static List<String> parts(String path) {
    return List.of(path.split("/")).stream().filter(p -> !p.isEmpty() && !p.equals(".")).toList();
  }

  /** The version of the Java that a program {@code …/bin/java} belongs to; empty if nothing tells it. */
  Optional<Integer> javaVersion(String java) {
    return find(java + "/../../release")
        .map(release -> files.get(release).text())
        .map(VERSION::matcher)
        .filter(Matcher::find)
        .map(version -> Integer.valueOf(version.group(1)));
  }
}
