package dev.missionmesh.sandboxruntime.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** Making and removing files of the node's own. Nothing here follows a link. */
final class FileTree {
  /** Makes a directory that everybody may pass through, whatever the umask. */
  static Path directory(Path path, String permissions) throws IOException {
    Files.createDirectories(path);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    return path;
  }

  /** Writes a file that everybody may read. */
  static void write(Path path, byte[] content) throws IOException {
    Files.write(path, content);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
  }

  static void own(Path path, int id) throws IOException {
    Files.setAttribute(path, "unix:uid", id, LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(path, "unix:gid", id, LinkOption.NOFOLLOW_LINKS);
  }

  /** Removes a tree as far as it goes; unmount first what must stay. */
  static void delete(Path root) {
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              return remove(file);
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e) {
              return remove(directory);
            }
          });
    } catch (IOException e) {
      // what is left is found by the next sweep
    }
  }

  private static FileVisitResult remove(Path path) {
    try {
      Files.delete(path);
    } catch (NoSuchFileException e) {
      return FileVisitResult.CONTINUE;
    } catch (IOException e) {
      return FileVisitResult.CONTINUE;
    }
    return FileVisitResult.CONTINUE;
  }

  private FileTree() {}
}
