package dev.missionmesh.operator.support;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.operator.resource.Mission;
import dev.missionmesh.operator.resource.PolicySet;
import dev.missionmesh.operator.resource.Tenant;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * A cluster with the operator's kinds: the Fabric8 mock, or with {@code -Dmesh.kubernetes=true} the
 * one of {@code KUBECONFIG}. The operator reaches it through a gate that can be shut; the test
 * reaches it directly.
 */
public final class Cluster implements AutoCloseable {
  public static final boolean REAL = Boolean.getBoolean("mesh.kubernetes");
  private static final Path CRDS = Path.of("../../deploy/helm/missionmesh/files/crds");

  /** An operator acts for all tenants of a cluster, so that a real one bears one test at a time. */
  private static final Semaphore ONE = new Semaphore(1);

  private static final Logger MOCK_LOG = Logger.getLogger("io.fabric8.mockwebserver");

  static {
    MOCK_LOG.setLevel(Level.WARNING);
  }

  private final ApiServer api = new ApiServer();
  private final KubernetesMockServer mock;
  private final KubernetesClient direct;
  private final List<HasMetadata> made = new ArrayList<>();
  private final TcpGate gate;
  private final Config config;

  public Cluster() {
    if (REAL) {
      awaitOthers();
      mock = null;
      config = Config.autoConfigure(null);
    } else {
      mock =
          new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), api, false);
      mock.init(InetAddress.getLoopbackAddress(), 0);
      config =
          new ConfigBuilder(Config.empty())
              .withMasterUrl("http://127.0.0.1:" + mock.getPort())
              .withNamespace("default")
              .build();
    }
    direct = new KubernetesClientBuilder().withConfig(config).build();
    URI server = URI.create(config.getMasterUrl());
    gate = new TcpGate(new InetSocketAddress(server.getHost(), server.getPort()));
    installKinds();
  }

  private static void awaitOthers() {
    try {
      if (!ONE.tryAcquire(5, TimeUnit.MINUTES)) throw new IllegalStateException("another test has not left the cluster");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void installKinds() {
    try (Stream<Path> files = Files.list(CRDS)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        CustomResourceDefinition kind =
            direct.apiextensions().v1().customResourceDefinitions().load(file.toFile()).item();
        if (REAL) {
          direct.resource(kind).forceConflicts().serverSideApply();
          direct.resource(kind).waitUntilCondition(Cluster::established, 30, TimeUnit.SECONDS);
        } else {
          direct.resource(kind).create();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean established(CustomResourceDefinition kind) {
    return kind != null
        && kind.getStatus() != null
        && kind.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }

  /** For the test itself. */
  public KubernetesClient client() {
    return direct;
  }

  /** For the operator: through the gate, with short pauses between attempts. */
  public KubernetesClient operatorClient() {
    URI server = URI.create(config.getMasterUrl());
    Config through =
        new ConfigBuilder(config)
            .withMasterUrl(server.getScheme() + "://127.0.0.1:" + gate.port())
            .withDisableHostnameVerification(true)
            .withTrustCerts(REAL)
            .withRequestRetryBackoffLimit(2)
            .withRequestRetryBackoffInterval(50)
            .withUserAgent(ApiServer.AGENT)
            .withWatchReconnectInterval(100)
            .withConnectionTimeout(2000)
            .withRequestTimeout(5000)
            .build();
    return new KubernetesClientBuilder().withConfig(through).build();
  }

  public TcpGate gate() {
    return gate;
  }

  /** Faults; only on the mock. */
  public void conflict(int times) {
    api.conflict(times);
  }

  public int conflictsLeft() {
    return api.conflictsLeft();
  }

  /** While it is so, no status can be written; only on the mock. */
  public void refuseStatuses(boolean refuse) {
    api.broken = refuse ? ApiServer::writesStatus : request -> false;
  }

  /** Requests of operators so far; only on the mock. */
  public List<String> askedByOperators() {
    return List.copyOf(api.asked);
  }

  /** What an operator is told that it may do in its own namespace; only on the mock. */
  public void allow(JsonNode rules) {
    api.rules = rules;
  }

  /** A name that nothing else has. */
  public static String name(String what) {
    return what + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** A namespace with a name of its own. */
  public String namespace() {
    Namespace namespace =
        new NamespaceBuilder().withNewMetadata().withName(name("ns")).endMetadata().build();
    return keep(direct.resource(namespace).create()).getMetadata().getName();
  }

  public <T extends HasMetadata> T create(T resource) {
    return keep(direct.resource(resource).create());
  }

  private synchronized <T extends HasMetadata> T keep(T resource) {
    made.add(resource);
    return resource;
  }

  public Mission mission(Mission named) {
    return direct.resource(named).get();
  }

  public Tenant tenant(String name) {
    return direct.resources(Tenant.class).withName(name).get();
  }

  public PolicySet policySet(String name) {
    return direct.resources(PolicySet.class).withName(name).get();
  }

  @Override
  public void close() {
    if (REAL) {
      made.reversed().forEach(this::remove);
      ONE.release();
    }
    gate.close();
    direct.close();
    if (mock != null) mock.destroy();
  }

  /** Whatever version it has by now, and whoever wants to be asked before. */
  private void remove(HasMetadata resource) {
    direct.resource(resource).delete();
    if (resource instanceof Namespace) return;
    try {
      direct
          .resource(resource)
          .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) throw e;
    }
  }
}
