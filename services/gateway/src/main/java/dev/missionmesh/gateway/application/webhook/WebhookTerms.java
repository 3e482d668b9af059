package dev.missionmesh.gateway.application.webhook;

import dev.missionmesh.gateway.domain.webhook.RetrySchedule;
import java.time.Duration;

/**
 * The terms on which messages are delivered.
 *
 * @param most webhooks that a tenant may have
 * @param schedule when failed deliveries are tried again
 * @param lease how long a replica has for one attempt before another may make it
 * @param failingFor after which a webhook that only fails is disabled
 * @param perWebhook most attempts to one webhook at once
 */
public record WebhookTerms(
    int most, RetrySchedule schedule, Duration lease, Duration failingFor, int perWebhook) {}
