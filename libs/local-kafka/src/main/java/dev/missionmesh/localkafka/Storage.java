package dev.missionmesh.localkafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The broker's folder, formatted once with the users that may come in. */
final class Storage {
  /** Formats the log folder unless that has been done. */
  static void ensureFormatted(BrokerSettings settings) throws IOException {
    if (Files.exists(settings.log().resolve("meta.properties"))) return;
    Files.createDirectories(settings.log());
    Path file = privateFile(settings.broker(), settings.data());
    try {
      format(file, settings.credentials());
    } finally {
      Files.delete(file);
    }
  }

  private static void format(Path file, Credentials credentials) throws IOException {
    var arguments =
        new ArrayList<>(
            List.of("format", "--config", file.toString(), "--cluster-id", Uuid.randomUuid() + ""));
    credentials
        .passwords()
        .forEach(
            (user, password) -> {
              arguments.add("--add-scram");
              arguments.add("SCRAM-SHA-512=[name=" + user + ",password=" + password + "]");
            });
    var said = new ByteArrayOutputStream();
    int exit = StorageTool.execute(arguments.toArray(String[]::new), new PrintStream(said));
    if (exit != 0) {
      throw new IOException("cannot format: " + said.toString(StandardCharsets.UTF_8).strip());
    }
  }

  private static Path privateFile(Properties properties, Path folder) throws IOException {
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path file = Files.createTempFile(folder, "format", ".properties", owner);
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    return file;
  }

  private Storage() {}
}
