package dev.missionmesh.migrations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Stream;

/** The jar, or folder of classes, that this library was loaded from. */
final class Packaged {
  static byte[] digest() {
    try {
      Path origin =
          Path.of(Packaged.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      var digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files(origin)) digest.update(Files.readAllBytes(file));
      return digest.digest();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> files(Path origin) throws IOException {
    try (Stream<Path> files = Files.walk(origin)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private Packaged() {}
}
