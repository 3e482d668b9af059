package dev.missionmesh.supplychain;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * The SHA-256 of everything that the build fetches, in the form of Maven's <a
 * href="https://maven.apache.org/resolver/expected-checksums.html">trusted checksums</a>: a hash, two spaces and the path in a repository.
 */
final class DependencyLock {
  private final Map<String, String> hashes;

  private DependencyLock(Map<String, String> hashes) {
    this.hashes = hashes;
  }

  /** Reads a lock; a line of another form or a path that comes twice is an error. */
  static DependencyLock parse(List<String> lines) {
    var hashes = new TreeMap<String, String>();
    for (String line : lines) {
      if (!line.matches("[0-9a-f]{64}  \\S+")) throw new IllegalArgumentException("no line of a lock: " + line);
      if (hashes.put(line.substring(66), line.substring(0, 64)) != null) throw new IllegalArgumentException("locked twice: " + line);
    }
    return new DependencyLock(hashes);
  }

  /** The files that are locked, by path. */
  List<String> paths() {
    return List.copyOf(hashes.keySet());
  }

  /** What differs in a repository from what is locked, one sentence each. What has not been fetched does not differ. */
  List<String> changedIn(Path repository) {
    return hashes.entrySet().parallelStream()
        .filter(locked -> Files.exists(repository.resolve(locked.getKey())))
        .filter(locked -> !sha256(repository.resolve(locked.getKey())).equals(locked.getValue()))
        .map(locked -> locked.getKey() + " is not the one that is locked")
        .toList();
  }

  /**
   * The locked artifact that a shipped jar is; empty for none. Quarkus names it with the group before, and leaves classes out of some: then what is left
   * must be, byte for byte, in the artifact of the repository.
   */
  Optional<String> artifact(Path jar, Path repository) {
    String name = jar.getFileName().toString();
    List<String> namesakes = hashes.keySet().stream().filter(path -> isNameOf(path, name)).toList();
    String hash = sha256(jar);
    return namesakes.stream()
        .filter(path -> hashes.get(path).equals(hash) || isPartOf(jar, repository.resolve(path), hashes.get(path)))
        .findFirst();
  }

  private static boolean isNameOf(String path, String name) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    String[] folders = path.split("/", -1);
    String group = String.join(".", Arrays.copyOf(folders, folders.length - 3));
    return name.equals(file) || name.equals(group + "." + file);
  }

  private static boolean isPartOf(Path jar, Path whole, String hash) {
    if (!Files.exists(whole) || !sha256(whole).equals(hash)) return false;
    try (JarFile part = new JarFile(jar.toFile());
        JarFile all = new JarFile(whole.toFile())) {
      for (ZipEntry entry : part.stream().filter(entry -> !entry.isDirectory()).toList()) {
        ZipEntry same = all.getEntry(entry.getName());
        if (same == null || !Arrays.equals(bytes(part, entry), bytes(all, same))) return false;
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(JarFile jar, ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  static String sha256(Path file) {
    try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
