package dev.missionmesh.endtoend.mesh;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * A whole mesh of real processes, started by {@code ./mesh up} as a person would, with a data folder of its own; one for all
 * classes of a run, stopped when the JVM ends. That one stands behind its firewall, which has to let all through that tests ask in
 * earnest.
 */
public final class RunningMesh implements AutoCloseable {
  private static final String[] FIREWALL = {"--waf", "block", "--replicas", "1"};
  private static RunningMesh shared;

  private final DataOfMesh data;
  private final OtlpSink spans = new OtlpSink();
  private final CommandLine commands;
  private final Map<String, Tenant> tenants = new ConcurrentHashMap<>();
  private final String[] layout;
  private final String gateway;

  private RunningMesh(String... layout) {
    this.layout = layout;
    data = DataOfMesh.fresh();
    commands =
        new CommandLine(
            data.project(),
            Map.of(
                "MESH_DATA",
                data.root().toString(),
                "XDG_CONFIG_HOME",
                data.root().resolve("config").toString(),
                "MESH_OTLP_ENDPOINT",
                spans.endpoint(),
                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
                "http/protobuf",
                "MESH_GATEWAY_WEBHOOKS_ALLOW_HTTP",
                "true",
                "MESH_GATEWAY_WEBHOOKS_ALLOW_PRIVATE",
                "127.0.0.0/8",
                "MESH_GATEWAY_WEBHOOKS_PORTS",
                "443,1024-65535"));
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    up(layout);
    gateway = cli("status", "-o", "json").json().path("gateway").asText();
  }

  public static synchronized RunningMesh shared() {
    if (shared == null) {
      shared = new RunningMesh(FIREWALL);
    }
    return shared;
  }

  /** A mesh of a profile, beside the shared one; to be closed by who asked for it. */
  public static RunningMesh ofProfile(String profile) {
    return new RunningMesh("--profile", profile);
  }

  /** A mesh of these parts and what they stand on, beside the shared one; to be closed by who asked for it. */
  public static RunningMesh ofParts(String parts) {
    return new RunningMesh("--only", parts);
  }

  /** Loses the whole data folder, as a broken disk would; the mesh is down. */
  public void destroyData() {
    data.delete("");
  }

  /** Stops all its processes. */
  @Override
  public void close() {
    cli("down");
  }

  /** Starts what does not run, as it was at first; fails the test if it cannot. */
  public void up() {
    up(layout);
  }

  /** Starts what does not run, in another way; fails the test if it cannot. */
  public void up(String... options) {
    CommandResult up = cli(Stream.concat(Stream.of("up"), Stream.of(options)).toArray(String[]::new));
    assertThat(up.exitCode()).as("mesh up: " + up.stderr()).isZero();
  }

  public CommandResult cli(String... arguments) {
    return commands.run(Map.of(), arguments);
  }

  /** A command that is still running. */
  public Process start(String... arguments) {
    return commands.start(arguments);
  }

  public CommandResult cliWith(Map<String, String> environment, String... arguments) {
    return commands.run(environment, arguments);
  }

  /** A command in the name of a tenant. */
  public CommandResult cliAs(Tenant tenant, String... arguments) {
    return commands.run(Map.of("MESH_URL", gateway, "MESH_API_KEY", tenant.key()), arguments);
  }

  /** Where clients call. */
  public String gateway() {
    return gateway;
  }

  /** Past the firewall, for requests that are not meant in earnest. */
  public String straight() {
    return "http://127.0.0.1:" + data.port("gateway");
  }

  /** A tenant that calls past the firewall. */
  public Tenant straight(String id) {
    return new Tenant(id, tenant(id).key(), straight());
  }

  public int gatewayPort() {
    return URI.create(gateway).getPort();
  }

  public DataOfMesh files() {
    return data;
  }

  public Path data() {
    return data.root();
  }

  public OtlpSink spans() {
    return spans;
  }

  public String systemKey() {
    return data.key("system");
  }

  /** The tenant of that name, made on first use, with a key that holds every tenant scope. */
  public Tenant tenant(String id) {
    return tenants.computeIfAbsent(id, this::makeTenant);
  }

  private Tenant makeTenant(String id) {
    asSystem().body(Map.of("id", id, "displayName", id)).post("/api/v1/tenants").then().statusCode(201);
    List<String> scopes =
        List.of(
            "missions:read", "missions:write", "deadletters:write", "nodes:read", "policy:read", "audit:read", "audit:erase", "search:read", "keys:admin",
            "webhooks:read", "webhooks:write");
    Response key =
        asSystem().body(Map.of("name", "tests", "scopes", scopes, "tenant", id)).post("/api/v1/keys");
    assertThat(key.statusCode()).as(key.body().asString()).isEqualTo(201);
    return new Tenant(id, key.path("key"), gateway);
  }

  private io.restassured.specification.RequestSpecification asSystem() {
    return given().baseUri(gateway).header("Authorization", "Bearer " + systemKey()).contentType(ContentType.JSON);
  }

  /** An API key with its id. */
  public record ApiKey(String id, String key) {}

  /** One more key of a tenant, with a life and scopes. */
  public ApiKey createKey(String tenant, String expiresIn, String... scopes) {
    tenant(tenant);
    Response made =
        asSystem().body(Map.of("name", "extra", "scopes", scopes, "tenant", tenant, "expiresIn", expiresIn)).post("/api/v1/keys");
    assertThat(made.statusCode()).as(made.body().asString()).isEqualTo(201);
    return new ApiKey(made.path("id"), made.path("key"));
  }

  private JsonNode status(String component) {
    for (JsonNode service : cli("status", "-o", "json").json().path("services")) {
      if (service.path("name").asText().equals(component)) {
        return service;
      }
    }
    throw new AssertionError("no component " + component);
  }

  public ProcessHandle process(String component) {
    long pid = status(component).path("pid").asLong();
    return ProcessHandle.of(pid).orElseThrow(() -> new AssertionError(component + " does not run"));
  }

  /** Ends a component's process at once, as the kernel would. PostgreSQL's children go with its postmaster. */
  public void kill9(String component) {
    ProcessHandle process = process(component);
    List<ProcessHandle> children = component.equals("postgres") ? process.descendants().toList() : List.of();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    Awaitility.await(component + " is gone").atMost(Duration.ofSeconds(10)).until(() -> !process.isAlive());
  }

  public void deleteState(String service) {
    data.delete("state/" + service);
  }

  public void assertAllServicesReady() {
    for (JsonNode service : cli("status", "-o", "json").json().path("services")) {
      assertThat(service.path("state").asText()).as(service.toString()).isEqualToIgnoringCase("ready");
    }
  }

  /** Every line of the tenant's audit log. */
  public List<JsonNode> auditLines(Tenant tenant) {
    List<JsonNode> lines = new ArrayList<>();
    String export = tenant.api().get("/api/v1/audit/export").then().statusCode(200).extract().asString();
    export.lines().filter(line -> line.startsWith("{")).forEach(line -> lines.add(new CommandResult(0, line, "").json()));
    return lines;
  }

  public void awaitAudited(Tenant tenant, int entries) {
    Awaitility.await(entries + " audited of " + tenant.id())
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> auditLines(tenant).size() >= entries);
  }

  public Map<String, Object> kafkaProperties() {
    return new HashMap<>(data.kafka());
  }

}
