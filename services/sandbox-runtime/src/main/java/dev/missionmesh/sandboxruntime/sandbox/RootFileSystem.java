package dev.missionmesh.sandboxruntime.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The root of every sandbox: empty mount points, links into the host's {@code /usr}, and a made-up
 * {@code /etc}. It is mounted read-only and shared.
 */
final class RootFileSystem {
  /** User and group in the sandbox. */
  static final int USER = 1000;

  private static final List<String> MERGED =
      List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32");
  private static final List<String> MOUNT_POINTS =
      List.of("usr", "proc", "dev", "work", "tmp", "mission", "run");

  /** Host directories, beside {@code /usr}, that must be mounted read-only for programs to run. */
  static List<String> unmergedDirectories() {
    List<String> unmerged = new ArrayList<>();
    for (String name : MERGED) {
      Path host = Path.of("/", name);
      if (Files.isDirectory(host) && !Files.isSymbolicLink(host)) {
        unmerged.add(host.toString());
      }
    }
    return unmerged;
  }

  /** Makes the tree. */
  static void make(Path root) throws IOException {
    FileTree.directory(root, "rwxr-xr-x");
    for (String name : MOUNT_POINTS) {
      FileTree.directory(root.resolve(name), "rwxr-xr-x");
    }
    for (String name : MERGED) {
      Path host = Path.of("/", name);
      if (Files.isSymbolicLink(host)) {
        Files.createSymbolicLink(root.resolve(name), Files.readSymbolicLink(host));
      } else if (Files.isDirectory(host)) {
        FileTree.directory(root.resolve(name), "rwxr-xr-x");
      }
    }
    FileTree.write(root.resolve("mission").resolve("script"), new byte[0]);
    makeEtc(FileTree.directory(root.resolve("etc"), "rwxr-xr-x"));
  }

  private static void makeEtc(Path etc) throws IOException {
    text(
        etc,
        "passwd",
        """
        root:x:0:0:root:/:/usr/sbin/nologin
        mission:x:1000:1000:mission:/work:/bin/sh
        nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
        """);
    text(etc, "group", "root:x:0:\nmission:x:1000:\nnogroup:x:65534:\n");
    text(etc, "hostname", "sandbox\n");
    text(etc, "hosts", "127.0.0.1 localhost sandbox\n::1 localhost\n");
    text(etc, "resolv.conf", "");
    text(etc, "nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n");
    Path cache = Path.of("/etc/ld.so.cache");
    if (Files.isReadable(cache)) {
      FileTree.write(etc.resolve("ld.so.cache"), Files.readAllBytes(cache));
    }
    copyAlternatives(Path.of("/etc/alternatives"), etc.resolve("alternatives"));
  }

  /** Debian's {@code awk} and the like are links through this directory. */
  private static void copyAlternatives(Path host, Path target) throws IOException {
    if (!Files.isDirectory(host)) {
      return;
    }
    FileTree.directory(target, "rwxr-xr-x");
    try (DirectoryStream<Path> links = Files.newDirectoryStream(host)) {
      for (Path link : links) {
        if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).startsWith("/usr")) {
          Files.createSymbolicLink(
              target.resolve(link.getFileName()), Files.readSymbolicLink(link));
        }
      }
    }
  }

  private static void text(Path etc, String name, String content) throws IOException {
    FileTree.write(etc.resolve(name), content.getBytes(StandardCharsets.UTF_8));
  }

  private RootFileSystem() {}
}
