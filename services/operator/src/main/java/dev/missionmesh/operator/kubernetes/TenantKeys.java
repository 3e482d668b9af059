package dev.missionmesh.operator.kubernetes;

import dev.missionmesh.operator.application.Credential;
import dev.missionmesh.operator.application.MeshUnavailable;
import dev.missionmesh.operator.application.Settings;
import dev.missionmesh.operator.application.TenantKeyring;
import dev.missionmesh.operator.application.TenantKeyring.Made;
import dev.missionmesh.operator.resource.Api;
import dev.missionmesh.operator.resource.Tenant;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The keys that the operator acts with for tenants, each in a Secret of the operator's own
 * namespace. No other Secret is ever read, so that what lies in a tenant's namespace gives no
 * right.
 */
final class TenantKeys {
  private static final String KEY = "key";
  private static final String KEY_ID = "missionmesh.dev/key-id";
  private static final String EXPIRES = "missionmesh.dev/key-expires";
  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofSeconds(2);

  private record Remembered(String key, Instant since) {}

  private final KubernetesClient client;
  private final TenantKeyring keyring;
  private final Settings settings;
  private final Clock clock;
  private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();
  private volatile Consumer<String> refused = tenant -> {};

  TenantKeys(KubernetesClient client, TenantKeyring keyring, Settings settings, Clock clock) {
    this.client = client;
    this.keyring = keyring;
    this.settings = settings;
    this.clock = clock;
  }

  /** {@code refused} is told the tenant whose key the mesh does not take. */
  void onRefused(Consumer<String> refused) {
    this.refused = refused;
  }

  /** The key of a tenant, as it is whenever it is asked for. */
  Credential of(String tenant) {
    return new Credential() {
      @Override
      public String owner() {
        return tenant;
      }

      @Override
      public String key() {
        return TenantKeys.this.key(tenant);
      }

      @Override
      public void refused() {
        remembered.remove(tenant);
        refused.accept(tenant);
      }
    };
  }

  /**
   * Makes sure that there is a key that lasts, and that no other key of the operator's lives.
   *
   * @param refusedNow whether the mesh does not take the one there is
   * @return its id
   */
  String keep(Tenant tenant, boolean refusedNow) {
    String name = tenant.getMetadata().getName();
    Optional<Secret> secret = secret(name);
    if (!refusedNow && secret.filter(this::lasts).isPresent()) {
      return annotation(secret.get(), KEY_ID);
    }
    Made made = keyring.make(name);
    client
        .resource(secret(tenant, made))
        .fieldManager(Api.FIELD_MANAGER)
        .forceConflicts()
        .serverSideApply();
    remembered.remove(name);
    keyring.revokeOthers(name, made.id());
    return made.id();
  }

  /** Ends the operator's right to act for a tenant; the Secret goes with the Tenant. */
  void revoke(String tenant) {
    keyring.revokeOthers(tenant, null);
    remembered.remove(tenant);
  }

  private String key(String tenant) {
    Instant now = clock.instant();
    Remembered known = remembered.get(tenant);
    if (known == null || known.since.plus(REMEMBERED).isBefore(now)) {
      known =
          new Remembered(secret(tenant).map(TenantKeys::text).orElseThrow(TenantKeys::none), now);
      remembered.put(tenant, known);
    }
    return known.key;
  }

  private static MeshUnavailable none() {
    return new MeshUnavailable("TenantNotReady", "the tenant has no key yet", SOON);
  }

  private Optional<Secret> secret(String tenant) {
    try {
      return Optional.ofNullable(
          client.secrets().inNamespace(settings.namespace()).withName(name(tenant)).get());
    } catch (KubernetesClientException e) {
      throw new MeshUnavailable(
          "SecretUnreadable", "the Secret with the tenant's key cannot be read", SOON);
    }
  }

  private boolean lasts(Secret secret) {
    String expires = annotation(secret, EXPIRES);
    if (secret.getData() == null || !secret.getData().containsKey(KEY)) return false;
    return expires == null
        || Instant.parse(expires).minus(settings.keyLife().dividedBy(3)).isAfter(clock.instant());
  }

  private static String annotation(Secret secret, String name) {
    Map<String, String> annotations = secret.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(name);
  }

  private static String text(Secret secret) {
    String data = secret.getData() == null ? null : secret.getData().get(KEY);
    if (data == null) throw none();
    return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
  }

  static String name(String tenant) {
    return "missionmesh-key-" + tenant;
  }

  private Secret secret(Tenant tenant, Made made) {
    SecretBuilder secret =
        new SecretBuilder()
            .withNewMetadata()
            .withName(name(tenant.getMetadata().getName()))
            .withNamespace(settings.namespace())
            .addToLabels("app.kubernetes.io/managed-by", Api.FIELD_MANAGER)
            .addToLabels("missionmesh.dev/tenant", tenant.getMetadata().getName())
            .addToAnnotations(KEY_ID, made.id())
            .withOwnerReferences(
                new OwnerReferenceBuilder()
                    .withApiVersion(tenant.getApiVersion())
                    .withKind(tenant.getKind())
                    .withName(tenant.getMetadata().getName())
                    .withUid(tenant.getMetadata().getUid())
                    .build())
            .endMetadata()
            .withType("Opaque")
            .addToData(
                KEY,
                Base64.getEncoder().encodeToString(made.key().getBytes(StandardCharsets.UTF_8)));
    if (made.expiresAt() != null) {
      secret.editMetadata().addToAnnotations(EXPIRES, made.expiresAt().toString()).endMetadata();
    }
    return secret.build();
  }
}
