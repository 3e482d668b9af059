package dev.missionmesh.policy.persistence;

import dev.missionmesh.messaging.Outbox;
import dev.missionmesh.messaging.OutgoingEvent;
import dev.missionmesh.policy.application.Candidate;
import dev.missionmesh.policy.application.PolicyFacts;
import dev.missionmesh.policy.application.Publication;
import dev.missionmesh.policy.domain.Activation;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** One change of the registry within one transaction that holds the registry's lock. */
record RegistryChange(Mutiny.Session session, String principal, Instant at) {
  Uni<ActiveSnapshotRow> active() {
    return session.find(ActiveSnapshotRow.class, TenantId.SYSTEM.value());
  }

  Uni<Publication> publish(Candidate candidate) {
    return find(candidate.digest())
        .chain(
            known ->
                known != null
                    ? activate(known, false)
                    : insert(candidate).chain(created -> activate(created, true)));
  }

  Uni<Optional<Publication>> activate(String digest) {
    return find(digest)
        .chain(
            known ->
                known == null
                    ? Uni.createFrom().item(Optional.empty())
                    : activate(known, false).map(Optional::of));
  }

  private Uni<SnapshotRow> find(String digest) {
    return session.find(SnapshotRow.class, SnapshotRow.Key.of(digest));
  }

  private Uni<SnapshotRow> insert(Candidate candidate) {
    return session
        .createSelectionQuery(
            "select coalesce(max(s.version), 0) from SnapshotRow s where s.name = :name",
            Long.class)
        .setParameter("name", candidate.name())
        .getSingleResult()
        .map(latest -> SnapshotRow.of(candidate, latest + 1, at, principal))
        .call(row -> session.persist(row).chain(session::flush));
  }

  private Uni<Publication> activate(SnapshotRow snapshot, boolean created) {
    return active()
        .chain(
            active -> {
              boolean changes = active == null || !active.digest.equals(snapshot.digest);
              Publication publication = new Publication(snapshot.view(true), created, changes);
              return (changes ? move(active, snapshot) : Uni.createFrom().voidItem())
                  .replaceWith(publication);
            });
  }

  private Uni<Void> move(ActiveSnapshotRow active, SnapshotRow snapshot) {
    Activation activation =
        active == null
            ? Activation.first(snapshot.digest, at, principal)
            : Activation.after(active.sequence, active.digest, snapshot.digest, at, principal);
    return session
        .persist(ActivationRow.of(activation))
        .chain(session::flush)
        .chain(() -> point(active, activation))
        .chain(() -> tell(snapshot, activation));
  }

  private Uni<Void> point(ActiveSnapshotRow active, Activation activation) {
    if (active == null) {
      return session.persist(ActiveSnapshotRow.of(activation)).chain(session::flush);
    }
    active.move(activation);
    return session.flush();
  }

  private Uni<Void> tell(SnapshotRow snapshot, Activation activation) {
    Uni<Void> told = Uni.createFrom().voidItem();
    for (OutgoingEvent event :
        PolicyFacts.activated(
            activation, snapshot.name, snapshot.version, snapshot.yaml, TraceParent.current())) {
      told = told.chain(() -> Outbox.append(session, event));
    }
    return told;
  }
}
