package dev.missionmesh.gateway.application.webhook;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Seals with the current key what an older one seals, so that the older one can be taken away. */
@ApplicationScoped
public class Resealing {
  private static final int BATCH = 200;

  private final SealedSecrets secrets;
  private final SecretSeal seal;

  Resealing(SealedSecrets secrets, SecretSeal seal) {
    this.secrets = secrets;
    this.seal = seal;
  }

  /** Seals them anew; fails at the first whose key is not at hand. How many. */
  public Uni<Integer> run() {
    String key = seal.currentKey();
    if (key == null) {
      return Uni.createFrom().item(0);
    }
    return some(key)
        .chain(n -> n < BATCH ? Uni.createFrom().item(n) : run().map(more -> n + more));
  }

  private Uni<Integer> some(String key) {
    return secrets
        .sealedOtherwise(key, BATCH)
        .onItem()
        .transformToMulti(found -> Multi.createFrom().iterable(found))
        .onItem()
        .transformToUniAndConcatenate(one -> secrets.replace(one, anew(one)).replaceWith(1))
        .collect()
        .with(java.util.stream.Collectors.summingInt(n -> n));
  }

  private HeldSecret anew(SealedSecrets.Owned one) {
    return seal.seal(
        one.tenant(),
        one.webhook(),
        one.secret().id(),
        seal.open(one.tenant(), one.webhook(), one.secret()));
  }
}
