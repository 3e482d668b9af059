package dev.missionmesh.mission.api;

import dev.missionmesh.mission.application.CompleteAttempts;
import dev.missionmesh.mission.application.Judgement;
import dev.missionmesh.mission.application.LeaseDesk;
import dev.missionmesh.mission.application.LeaseRenewals;
import dev.missionmesh.mission.application.LogChunk;
import dev.missionmesh.mission.application.LogStream;
import dev.missionmesh.mission.application.Nodes;
import dev.missionmesh.mission.application.RecordLogs;
import dev.missionmesh.mission.application.SchedulerFacts;
import dev.missionmesh.mission.config.MissionConfig;
import dev.missionmesh.tenancy.Scopes;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What nodes ask: work, time, and to be rid of what they have. */
@Path("/internal/v1/nodes/{node}")
@PermissionsAllowed(Scopes.NODE_WORK)
class NodeProtocolResource {
  private static final int MAX_WAIT_MS = 20_000;
  private static final int MAX_ITEMS = 1024;
  private static final int MAX_CHUNK_BYTES = 256 * 1024;
  private static final int CROWDED_WAIT_MS = 500;

  private final NodeIdentity identity;
  private final Nodes nodes;
  private final LeaseDesk desk;
  private final LeaseRenewals renewals;
  private final RecordLogs logs;
  private final CompleteAttempts completions;
  private final SchedulerFacts facts;
  private final LeaseWriter writer;
  private final MissionConfig config;

  NodeProtocolResource(
      NodeIdentity identity,
      Nodes nodes,
      LeaseDesk desk,
      LeaseRenewals renewals,
      RecordLogs logs,
      CompleteAttempts completions,
      SchedulerFacts facts,
      LeaseWriter writer,
      MissionConfig config) {
    this.identity = identity;
    this.nodes = nodes;
    this.desk = desk;
    this.renewals = renewals;
    this.logs = logs;
    this.completions = completions;
    this.facts = facts;
    this.writer = writer;
    this.config = config;
  }

  @POST
  @Path("registration")
  @PermissionsAllowed(Scopes.NODE_WORK)
  public Uni<NodeMessages.Terms> register(
      @PathParam("node") String node, NodeMessages.Registration body) {
    String id = identity.require(node);
    Body.required("", body);
    var presented =
        new Nodes.Presented(
            Body.text("/buildId", body.buildId(), 200),
            Body.within("/slots", body.slots(), 1, 10_000),
            Body.text("/backend", body.backend(), 200),
            Body.required("/degraded", body.degraded()),
            body.degradedReason() == null
                ? null
                : Body.text("/degradedReason", body.degradedReason(), 500),
            Body.list("/executors", body.executors(), 16),
            Body.text("/capabilityHash", body.capabilityHash(), 200));
    long leaseMs = config.lease().toMillis();
    return nodes
        .register(id, presented)
        .replaceWith(new NodeMessages.Terms(leaseMs, leaseMs / 3, config.maxLeasesPerNode()));
  }

  @POST
  @Path("leases")
  @PermissionsAllowed(Scopes.NODE_WORK)
  public Uni<NodeMessages.Leases> lease(
      @PathParam("node") String node, NodeMessages.LeaseRequest body) {
    String id = identity.require(node);
    Body.required("", body);
    int max = Body.within("/max", body.max(), 0, config.maxLeasesPerNode());
    int waitMs = Body.within("/waitMs", body.waitMs(), 0, MAX_WAIT_MS);
    nodes.heard(id);
    int room = Math.clamp(config.maxLeasesPerNode() - facts.leased(id), 0, max);
    // What is known of the node's leases is a second old: one that looks full is asked to come
    // again soon.
    boolean crowded = room == 0 && max > 0;
    int wait = crowded ? Math.min(waitMs, CROWDED_WAIT_MS) : waitMs;
    return desk.poll(id, room, Duration.ofMillis(wait)).map(writer::leases);
  }

  @POST
  @Path("renewals")
  @PermissionsAllowed(Scopes.NODE_WORK)
  public Uni<NodeMessages.Renewed> renew(
      @PathParam("node") String node, NodeMessages.Renewals body) {
    String id = identity.require(node);
    Body.required("", body);
    var held =
        read(
            body.leases(),
            "/leases",
            (at, lease) ->
                new LeaseRenewals.Held(
                    Body.tenant(at + "/tenant", lease.tenant()),
                    Body.mission(at + "/missionId", lease.missionId()),
                    Body.required(at + "/token", lease.token())));
    nodes.heard(id);
    if (held.isEmpty()) return Uni.createFrom().item(new NodeMessages.Renewed(List.of()));
    return renewals
        .renew(id, held)
        .map(
            statuses ->
                new NodeMessages.Renewed(
                    IntStream.range(0, held.size())
                        .mapToObj(i -> renewal(held.get(i), statuses.get(i)))
                        .toList()));
  }

  private NodeMessages.Renewal renewal(LeaseRenewals.Held lease, LeaseRenewals.Status status) {
    long expiresIn = status == LeaseRenewals.Status.LOST ? 0 : config.lease().toMillis();
    return new NodeMessages.Renewal(
        lease.id().toString(), lease.token(), status.name().toLowerCase(Locale.ROOT), expiresIn);
  }

  @POST
  @Path("log-chunks")
  @PermissionsAllowed(Scopes.NODE_WORK)
  public Uni<NodeMessages.ChunkAnswers> log(
      @PathParam("node") String node, NodeMessages.Chunks body) {
    String id = identity.require(node);
    Body.required("", body);
    List<LogChunk> chunks = read(body.chunks(), "/chunks", (at, chunk) -> chunk(at, id, chunk));
    return inOrder(chunks.stream().map(logs::record).toList())
        .map(
            statuses ->
                new NodeMessages.ChunkAnswers(
                    IntStream.range(0, chunks.size())
                        .mapToObj(
                            i ->
                                new NodeMessages.ChunkAnswer(
                                    chunks.get(i).id().toString(),
                                    chunks.get(i).chunk(),
                                    statuses.get(i).name().toLowerCase(Locale.ROOT)))
                        .toList()));
  }

  private static LogChunk chunk(String at, String node, NodeMessages.Chunk c) {
    return new LogChunk(
        Body.tenant(at + "/tenant", c.tenant()),
        Body.mission(at + "/missionId", c.missionId()),
        node,
        Body.required(at + "/token", c.token()),
        Body.within(at + "/chunk", c.chunk(), 0, Integer.MAX_VALUE),
        Body.required(at + "/stream", LogStream.named(c.stream()), "must be stdout or stderr"),
        Body.required(at + "/at", c.at()).truncatedTo(ChronoUnit.MICROS),
        data(at + "/dataBase64", c.dataBase64()));
  }

  /** A chunk must fit into one record of the broker. */
  private static byte[] data(String at, String base64) {
    byte[] data = Body.base64(at, base64);
    if (data.length > MAX_CHUNK_BYTES)
      throw Body.invalid(at, "must have at most " + MAX_CHUNK_BYTES + " bytes");
    return data;
  }

  @POST
  @Path("completions")
  @PermissionsAllowed(Scopes.NODE_WORK)
  public Uni<NodeMessages.CompletionAnswers> complete(
      @PathParam("node") String node, NodeMessages.Completions body) {
    String id = identity.require(node);
    Body.required("", body);
    var told =
        read(body.completions(), "/completions", (at, c) -> CompletionReader.read(at, id, c));
    nodes.heard(id);
    return inOrder(told.stream().map(completions::complete).toList())
        .map(
            judgements ->
                new NodeMessages.CompletionAnswers(
                    IntStream.range(0, told.size())
                        .mapToObj(
                            i ->
                                answer(
                                    told.get(i).id().toString(),
                                    told.get(i).token(),
                                    judgements.get(i)))
                        .toList()));
  }

  private static NodeMessages.CompletionAnswer answer(String id, long token, Judgement judgement) {
    return switch (judgement) {
      case Judgement.Ends ignored -> new NodeMessages.CompletionAnswer(id, token, 200, null);
      case Judgement.Repeats ignored -> new NodeMessages.CompletionAnswer(id, token, 200, null);
      case Judgement.Refused no ->
          new NodeMessages.CompletionAnswer(id, token, no.status(), no.reason());
    };
  }

  private interface Reader<I, O> {
    O read(String pointer, I item);
  }

  private static <I, O> List<O> read(List<I> items, String pointer, Reader<I, O> reader) {
    Body.list(pointer, items, MAX_ITEMS);
    List<O> read = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) read.add(reader.read(pointer + "/" + i, items.get(i)));
    return read;
  }

  private static <T> Uni<List<T>> inOrder(List<Uni<T>> asked) {
    return asked.isEmpty() ? Uni.createFrom().item(List.of()) : Uni.join().all(asked).andFailFast();
  }
}
