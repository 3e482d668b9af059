package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.ApiKey;
import dev.missionmesh.gateway.domain.KeyGrant;
import dev.missionmesh.gateway.domain.KeyText;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Registers the keys that lie in a directory, each with its tenant, so that a fresh mesh has
 * someone to let in. What exists stays as it is: a revoked key stays revoked. Tries again for as
 * long as the database cannot be reached.
 */
@ApplicationScoped
public class Bootstrap {
  private static final Logger LOG = Logger.getLogger(Bootstrap.class);
  private static final String SUFFIX = ".key";
  private static final String MAKER = "service:gateway";

  private final KeyStore keys;
  private final Publication publication;
  private final Clock clock;
  private volatile boolean done;

  Bootstrap(KeyStore keys, Publication publication, Clock clock) {
    this.keys = keys;
    this.publication = publication;
    this.clock = clock;
  }

  /** True once every key of the directory is registered. */
  public boolean isDone() {
    return done;
  }

  /**
   * Registers the keys of a directory; null means that there are none. Ends only when it has
   * succeeded.
   *
   * @param eventLoop runs each attempt where sessions may be opened
   */
  public Uni<Void> register(Path directory, Executor eventLoop) {
    return Multi.createFrom()
        .iterable(directory == null ? List.of() : read(directory))
        .onItem()
        .transformToUniAndConcatenate(key -> ensure(key, eventLoop))
        .collect()
        .asList()
        .invoke(() -> done = true)
        .replaceWithVoid();
  }

  private Uni<Boolean> ensure(KeyText text, Executor eventLoop) {
    ApiKey key =
        ApiKey.made(
            text,
            "bootstrap",
            KeyGrant.holdable(text.tenant()),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            MAKER,
            null);
    return Uni.createFrom()
        .deferred(() -> keys.ensure(key, text.sha256()))
        .runSubscriptionOn(eventLoop)
        .onFailure()
        .invoke(e -> LOG.warnf("bootstrap waits: tenant=%s: %s", text.tenant(), e.getMessage()))
        .onFailure()
        .retry()
        .withBackOff(Duration.ofMillis(250), Duration.ofSeconds(3))
        .indefinitely()
        .invoke(added -> registered(text, added));
  }

  private void registered(KeyText text, boolean added) {
    if (added) {
      LOG.infof("bootstrap key registered: tenant=%s keyId=%s", text.tenant(), text.keyId());
      publication.wake();
    }
  }

  private static List<KeyText> read(Path directory) {
    List<KeyText> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(SUFFIX)) {
          found.add(read(file, name.substring(0, name.length() - SUFFIX.length())));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the bootstrap directory cannot be read: " + directory, e);
    }
    return found;
  }

  private static KeyText read(Path file, String tenant) throws IOException {
    return KeyText.parse(Files.readString(file).strip())
        .filter(key -> key.tenant().value().equals(tenant))
        .orElseThrow(
            () -> new IllegalStateException("holds no API key of the tenant it names: " + file));
  }
}
