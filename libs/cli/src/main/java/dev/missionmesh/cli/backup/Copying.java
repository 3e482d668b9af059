package dev.missionmesh.cli.backup;

import dev.missionmesh.cli.output.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/** Copies trees of files that nobody but this user may read, and notes what was copied. */
final class Copying {
  private static final String FOLDER = "rwx------";
  private static final String FILE = "rw-------";
  private final Path from;
  private final Path to;
  private final Predicate<String> wanted;
  private final LongConsumer progress;
  private final List<CopiedFile> copied = new ArrayList<>();
  private long bytes;

  /**
   * A copy of the tree {@code from}.
   *
   * @param to folder of the backup, by which paths are noted; the tree lies in it afterwards, at {@code place}
   * @param wanted decides by the path within the tree; a folder that is not wanted is made but stays empty
   * @param progress is told how many bytes there are so far
   */
  Copying(Path from, Path to, Predicate<String> wanted, LongConsumer progress) {
    this.from = from;
    this.to = to;
    this.wanted = wanted;
    this.progress = progress;
  }

  /** Copies what is there; a file that vanishes meanwhile is none, one that changes is as it was read. */
  List<CopiedFile> run(String place) throws IOException {
    Path target = to.resolve(place);
    folder(target);
    Files.walkFileTree(from, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        folder(target.resolve(from.relativize(folder)));
        return folder.equals(from) || wanted.test(name(folder)) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (wanted.test(name(file))) one(file, target.resolve(from.relativize(file)), attributes);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (e instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
        throw e;
      }
    });
    return copied;
  }

  private String name(Path file) {
    return from.relativize(file).toString();
  }

  private void one(Path file, Path target, BasicFileAttributes attributes) throws IOException {
    String path = to.relativize(target).toString();
    if (attributes.isSymbolicLink()) {
      Path link = Files.readSymbolicLink(file);
      Files.createSymbolicLink(target, link);
      copied.add(new CopiedFile(path, 0, null, link.toString()));
      return;
    }
    if (!attributes.isRegularFile()) return;
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = Sha256.digest();
      long size;
      try (OutputStream out = new DigestOutputStream(create(target), digest)) {
        size = in.transferTo(out);
      }
      copied.add(new CopiedFile(path, size, HexFormat.of().formatHex(digest.digest()), null));
      bytes += size;
      progress.accept(bytes);
    } catch (NoSuchFileException vanished) {
      Files.deleteIfExists(target);
    }
  }

  private static OutputStream create(Path file) throws IOException {
    Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FILE)));
    return Files.newOutputStream(file);
  }

  /** Makes a folder that only this user may enter. */
  static void folder(Path folder) throws IOException {
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FOLDER)));
  }

  /** Bytes of all files under a folder. */
  static long size(Path folder) throws IOException {
    long[] sum = new long[1];
    Files.walkFileTree(folder, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        sum[0] += attributes.size();
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException vanished) {
        return FileVisitResult.CONTINUE;
      }
    });
    return sum[0];
  }

  /** Brings everything written in the file system of a path to the disk. */
  static void sync(Path path) throws IOException {
    try {
      Process sync = new ProcessBuilder("sync", "-f", path.toString()).redirectErrorStream(true).start();
      sync.getInputStream().readAllBytes();
      if (sync.waitFor() != 0) throw new IOException("sync failed for " + path);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted"));
    }
  }
}
