package dev.missionmesh.localkafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * The mesh's Kafka on one machine. Arguments: data folder, port, controller port, file of
 * credentials, which is followed when it is replaced, and the host by which other machines reach it, if they are to. Once topics, rights and users stand, the file {@code ready} in the data folder holds the
 * process id.
 *
 * <p>A record is acknowledged when it is in the operating system's cache: killing the process loses
 * nothing; only a crash of the whole machine can lose the last seconds.
 */
public final class LocalKafka {
  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 4 || arguments.length > 5) {
      System.err.println("usage: LocalKafka <data> <port> <controller port> <credentials file> [<public host>]");
      System.exit(2);
    }
    var settings =
        new BrokerSettings(
            Path.of(arguments[0]).toAbsolutePath(),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            Credentials.in(Path.of(arguments[3])),
            arguments.length == 5 ? arguments[4] : null);
    try {
      serve(settings, Path.of(arguments[3]).toAbsolutePath());
    } catch (Exception e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private static void serve(BrokerSettings settings, Path credentials) throws Exception {
    Files.createDirectories(settings.data());
    Path ready = settings.data().resolve("ready");
    Files.deleteIfExists(ready);
    Storage.ensureFormatted(settings);
    var server = new KafkaRaftServer(new KafkaConfig(settings.broker(), false), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, ready), "shutdown"));
    server.startup();
    Preparation.run(settings);
    Users users = new Users(settings, credentials);
    users.bring();
    announce(ready);
    Thread.ofPlatform().daemon().name("users").start(users);
    server.awaitShutdown();
  }

  private static void announce(Path ready) throws IOException {
    Path fresh = ready.resolveSibling("ready.new");
    Files.writeString(fresh, ProcessHandle.current().pid() + "\n");
    Files.move(fresh, ready, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  private static void stop(KafkaRaftServer server, Path ready) {
    try {
      Files.deleteIfExists(ready);
    } catch (IOException e) {
      System.err.println("cannot remove " + ready + ": " + e.getMessage());
    }
    server.shutdown();
  }

  private LocalKafka() {}
}
