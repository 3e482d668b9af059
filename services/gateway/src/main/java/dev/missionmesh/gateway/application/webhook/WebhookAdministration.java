package dev.missionmesh.gateway.application.webhook;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.missionmesh.gateway.application.Publication;
import dev.missionmesh.gateway.application.SettingsOf;
import dev.missionmesh.gateway.domain.TenantSettings;
import dev.missionmesh.gateway.domain.webhook.Webhook;
import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.Principal;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Makes, shows, changes and deletes the webhooks of the caller's tenant. */
@ApplicationScoped
public class WebhookAdministration {
  /** A webhook and its newest secret, which is shown only now. */
  public record Made(Webhook webhook, SigningSecret secret) {}

  private static final int MOST_SECRETS = 3;

  private final WebhookStore webhooks;
  private final SecretSeal seal;
  private final TargetCheck targets;
  private final WebhookTerms terms;
  private final SettingsOf settings;
  private final Publication publication;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  WebhookAdministration(
      WebhookStore webhooks,
      SecretSeal seal,
      TargetCheck targets,
      WebhookTerms terms,
      SettingsOf settings,
      Publication publication,
      Clock clock) {
    this.webhooks = webhooks;
    this.seal = seal;
    this.targets = targets;
    this.terms = terms;
    this.settings = settings;
    this.publication = publication;
    this.clock = clock;
  }

  /** The tenant's webhooks, newest first. */
  public Uni<List<Webhook>> list(TenantId tenant) {
    return webhooks.list(tenant);
  }

  /** One of them, or the problem {@code not-found}. */
  public Uni<Webhook> get(TenantId tenant, UUID id) {
    return webhooks.find(tenant, id).map(WebhookAdministration::orNotFound);
  }

  /** Makes a webhook with a fresh secret. The URL is checked as it is at each delivery. */
  public Uni<Made> make(Principal who, String url, List<String> types, String description) {
    requireSeal();
    UUID id = UuidCreator.getTimeOrderedEpoch();
    SigningSecret secret = SigningSecret.generate(random);
    HeldSecret held = seal.seal(who.tenant(), id, UuidCreator.getTimeOrderedEpoch(), secret);
    Webhook webhook = Webhook.made(who.tenant(), id, url, types, description, now(), who.subject());
    return requireAllowed(url)
        .chain(() -> quota(who.tenant()))
        .chain(
            most ->
                webhooks.add(webhook, held, most).invoke(added -> requireRoom(added, most)))
        .invoke(publication::wake)
        .replaceWith(new Made(webhook, secret));
  }

  /**
   * Changes a webhook under its lock.
   *
   * @param newUrl the URL it gets, to be checked first; null if it keeps its own
   * @param change what becomes of it; may throw a problem
   */
  public Uni<Webhook> change(Principal who, UUID id, String newUrl, UnaryOperator<Webhook> change) {
    Uni<Void> checked =
        newUrl == null ? Uni.createFrom().voidItem() : requireAllowed(newUrl);
    return checked
        .chain(() -> webhooks.change(who.tenant(), id, who.subject(), change))
        .map(WebhookAdministration::orNotFound)
        .invoke(publication::wake);
  }

  /** Deletes a webhook with its log, unless {@code check} throws a problem. What is under way may still arrive. */
  public Uni<Void> delete(Principal who, UUID id, Consumer<Webhook> check) {
    return webhooks
        .delete(who.tenant(), id, who.subject(), now(), check)
        .invoke(WebhookAdministration::requireFound)
        .invoke(publication::wake)
        .replaceWithVoid();
  }

  /**
   * Gives a webhook one more secret. For {@code overlap} messages are signed with the old ones too,
   * so that the receiver can change over.
   */
  public Uni<Made> rotate(Principal who, UUID id, Duration overlap) {
    requireSeal();
    Instant now = now();
    SigningSecret secret = SigningSecret.generate(random);
    HeldSecret held = seal.seal(who.tenant(), id, UuidCreator.getTimeOrderedEpoch(), secret);
    return webhooks
        .rotate(who.tenant(), id, held, now.plus(overlap), now, MOST_SECRETS, who.subject())
        .onFailure(TooManySecrets.class)
        .transform(e -> tooManySecrets())
        .map(WebhookAdministration::orNotFound)
        .invoke(publication::wake)
        .map(webhook -> new Made(webhook, secret));
  }

  private static ProblemException tooManySecrets() {
    return new ProblemException(
        Problem.CONFLICT,
        "At most " + MOST_SECRETS + " secrets hold at once: wait for one to end, or rotate with overlap PT0S.");
  }

  private Uni<Void> requireAllowed(String url) {
    return targets
        .check(url)
        .onFailure(TargetCheck.Refused.class)
        .transform(e -> badUrl(e.getMessage()))
        .onFailure(TargetCheck.Unresolved.class)
        .transform(e -> badUrl(e.getMessage()))
        .replaceWithVoid();
  }

  private static ProblemException badUrl(String why) {
    return new ProblemException(
        Problem.INVALID_REQUEST, "The webhook is not valid.", FieldError.pointer("/url", why));
  }

  private void requireSeal() {
    if (!seal.isReady()) {
      throw new ProblemException(
              Problem.NOT_AVAILABLE, "This mesh has no key to keep the secrets of webhooks with.")
          .with("service", "webhooks");
    }
  }

  private Uni<Integer> quota(TenantId tenant) {
    return settings
        .tenant(tenant)
        .map(TenantSettings::quotas)
        .map(quotas -> quotas.maxWebhooks() == null ? terms.most() : quotas.maxWebhooks());
  }

  private static void requireRoom(boolean added, int most) {
    if (!added) {
      throw new ProblemException(
          Problem.QUOTA_EXCEEDED, "The tenant may have " + most + " webhooks, and has them.");
    }
  }

  private static void requireFound(boolean found) {
    if (!found) {
      throw noSuchWebhook();
    }
  }

  private static Webhook orNotFound(Optional<Webhook> found) {
    return found.orElseThrow(WebhookAdministration::noSuchWebhook);
  }

  /** What answers a question about a webhook that is not there. */
  public static ProblemException noSuchWebhook() {
    return new ProblemException(Problem.NOT_FOUND, "There is no such webhook.");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
