package dev.missionmesh.localkafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * Keeps the broker's users those of the file of credentials, also when that is replaced while the broker runs. Connections that
 * are there live on. The file {@code users} in the data folder holds the SHA-256 of the file that was last taken over.
 */
final class Users implements Runnable {
  private static final long PERIOD_MS = 200;
  private static final ScramMechanism MECHANISM = ScramMechanism.SCRAM_SHA_512;
  private static final ScramCredentialInfo COST = new ScramCredentialInfo(MECHANISM, 4096);

  private final BrokerSettings settings;
  private final Path file;
  private final Path taken;

  Users(BrokerSettings settings, Path file) {
    this.settings = settings;
    this.file = file;
    this.taken = settings.data().resolve("users");
  }

  /** Takes the file over if it is another than last time. */
  void bring() throws IOException, ExecutionException, InterruptedException {
    String now = digest();
    if (Files.exists(taken) && Files.readString(taken).strip().equals(now)) return;
    try (Admin admin = Admin.create(settings.adminClient())) {
      var present = admin.describeUserScramCredentials().all().get().keySet();
      Map<String, String> wanted = Credentials.in(file).passwords();
      var changes = new ArrayList<UserScramCredentialAlteration>();
      wanted.forEach((user, password) -> changes.add(new UserScramCredentialUpsertion(user, COST, password)));
      present.stream()
          .filter(user -> !wanted.containsKey(user))
          .forEach(user -> changes.add(new UserScramCredentialUpsertion(user, COST, unknown())));
      // The administrator's own password is also in the broker's settings and changes with neither.
      changes.removeIf(change -> change.user().equals(Credentials.ADMIN));
      admin.alterUserScramCredentials(List.copyOf(changes)).all().get();
    }
    Path fresh = taken.resolveSibling("users.new");
    Files.writeString(fresh, now + "\n");
    Files.move(fresh, taken, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Follows the file until the process ends. */
  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(PERIOD_MS);
        attempt();
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt() throws InterruptedException {
    try {
      bring();
    } catch (IOException | ExecutionException | IllegalArgumentException e) {
      System.err.println("users cannot be taken from " + file + ": " + e.getMessage());
    }
  }

  /**
   * A password that nobody has. Users are shut out by it and not deleted: a broker that reads deletions from the beginning of its
   * metadata log can lose everybody's credentials (seen with 4.2.1; its delta drops the whole mechanism when a deletion comes first).
   */
  private static String unknown() {
    byte[] password = new byte[32];
    new SecureRandom().nextBytes(password);
    return HexFormat.of().formatHex(password);
  }

  private String digest() throws IOException {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
