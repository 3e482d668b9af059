package dev.missionmesh.sandboxruntime.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;

/**
 * Who this node is, and how many events it has told: kept in its state directory over its lives.
 */
public final class NodeIdentity implements AutoCloseable {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int RANDOM_LETTERS = 10;

  private final Path sequenceFile;
  private final FileChannel lock;
  private final String id;
  private long sequence;

  private NodeIdentity(Path directory, FileChannel lock) throws IOException {
    this.lock = lock;
    this.sequenceFile = directory.resolve("node.sequence");
    Path file = directory.resolve("node.id");
    if (!Files.exists(file)) {
      replace(file, "node-" + random());
    }
    this.id = Files.readString(file).strip();
    this.sequence =
        Files.exists(sequenceFile) ? Long.parseLong(Files.readString(sequenceFile).strip()) : 0;
  }

  /**
   * Takes the identity kept in a directory, or makes one.
   *
   * @throws IOException if another node uses the directory, or it cannot be written
   */
  public static NodeIdentity in(Path directory) throws IOException {
    Files.createDirectories(directory);
    FileChannel lock =
        FileChannel.open(
            directory.resolve("node.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locked(lock)) {
      lock.close();
      throw new IOException("another node works in " + directory);
    }
    return new NodeIdentity(directory, lock);
  }

  private static boolean locked(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  public String id() {
    return id;
  }

  /** The number of the next event, higher than any before, also after a crash. */
  public synchronized long nextSequence() {
    sequence++;
    try {
      replace(sequenceFile, Long.toString(sequence));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sequence;
  }

  private static void replace(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, text + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String random() {
    SecureRandom random = new SecureRandom();
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < RANDOM_LETTERS; i++) {
      letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return letters.toString();
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
