package dev.missionmesh.searchindexer.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory that holds the generations of the index. The file {@code CURRENT} names the one in use and is written only when that one is
 * complete; every other directory is left over from something interrupted.
 */
final class IndexHome {
  private static final String CURRENT = "CURRENT";
  private static final String PREFIX = "generation-";

  private final Path root;

  IndexHome(Path root) {
    this.root = root;
  }

  /** The complete generation to use, if there is one. */
  Optional<Path> current() throws IOException {
    try {
      String content = Files.readString(root.resolve(CURRENT)).strip();
      Path generation = root.resolve(IndexSchema.VERSION + "-" + PREFIX + number(content));
      return content.equals(generation.getFileName().toString()) && Files.isDirectory(generation)
          ? Optional.of(generation)
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** A new, empty directory for a generation. */
  Path create() throws IOException {
    Files.createDirectories(root);
    long next = generations().stream().mapToLong(p -> number(p.toString())).max().orElse(0) + 1;
    return Files.createDirectory(root.resolve(IndexSchema.VERSION + "-" + PREFIX + next));
  }

  /** Makes a generation the one to use, durably and in one step. */
  void promote(Path generation) throws IOException {
    Path draft = root.resolve(CURRENT + ".draft");
    Files.writeString(draft, generation.getFileName().toString());
    sync(draft, StandardOpenOption.WRITE);
    Files.move(
        draft,
        root.resolve(CURRENT),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    sync(root, StandardOpenOption.READ);
  }

  /** Says that no generation is complete. */
  void forget() throws IOException {
    Files.deleteIfExists(root.resolve(CURRENT));
  }

  /** Removes every generation but one. */
  void keepOnly(Path kept) throws IOException {
    for (Path generation : generations()) {
      if (!generation.equals(kept)) {
        delete(generation);
      }
    }
  }

  void delete(Path generation) throws IOException {
    if (!Files.exists(generation)) {
      return;
    }
    try (Stream<Path> files = Files.walk(generation)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private List<Path> generations() throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(root)) {
      return files.filter(Files::isDirectory).filter(f -> number(f.toString()) > 0).toList();
    }
  }

  private static long number(String name) {
    int at = name.lastIndexOf(PREFIX);
    String digits = at < 0 ? "" : name.substring(at + PREFIX.length());
    return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
  }

  private static void sync(Path path, StandardOpenOption mode) throws IOException {
    try (FileChannel channel = FileChannel.open(path, mode)) {
      channel.force(true);
    }
  }
}
