package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.application.webhook.Delivery;
import dev.missionmesh.gateway.application.webhook.DeliveryDesk.Tested;
import dev.missionmesh.gateway.domain.webhook.Attempt;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A delivery in answers.
 *
 * @param state {@code pending}, {@code delivered} or {@code failed}
 * @param nextAttemptAt null unless pending
 * @param attempts first to last
 */
@Schema(name = "WebhookDelivery")
record DeliveryView(
    @Schema(description = "The header webhook-id of the message.") String messageId,
    String type,
    @Schema(enumeration = {"pending", "delivered", "failed"}) String state,
    Instant createdAt,
    @Schema(nullable = true) Instant nextAttemptAt,
    @Schema(nullable = true) Instant endedAt,
    List<AttemptView> attempts) {
  /** Deliveries, newest first. */
  @Schema(name = "WebhookDeliveryPage")
  record Page(List<DeliveryView> items, @Schema(nullable = true) String nextCursor) {}

  /**
   * An attempt in answers.
   *
   * @param status of the receiver's answer; null if there was none
   * @param excerpt the beginning of its body
   */
  @Schema(name = "WebhookAttempt")
  record AttemptView(
      int number,
      Instant at,
      long durationMs,
      @Schema(
              enumeration = {
                "delivered", "gone", "rejected", "redirected", "timed_out", "unreachable", "insecure",
                "forbidden_address", "unsignable"
              })
          String outcome,
      @Schema(nullable = true) Integer status,
      @Schema(nullable = true, description = "The beginning of the answer's body.") String excerpt) {
    static AttemptView of(int number, Attempt attempt) {
      return new AttemptView(
          number,
          attempt.at(),
          attempt.took().toMillis(),
          attempt.outcome().label(),
          attempt.status(),
          attempt.excerpt());
    }
  }

  /** What a test came to. */
  @Schema(name = "WebhookTest")
  record TestView(String messageId, boolean delivered, AttemptView attempt) {
    static TestView of(Tested tested) {
      return new TestView(
          tested.messageId(),
          tested.attempt().outcome().isSuccess(),
          AttemptView.of(1, tested.attempt()));
    }
  }

  static DeliveryView of(Delivery delivery) {
    return new DeliveryView(
        delivery.messageId(),
        delivery.type(),
        delivery.state(),
        delivery.createdAt(),
        delivery.nextAttemptAt(),
        delivery.endedAt(),
        delivery.log().stream().map(l -> AttemptView.of(l.number(), l.attempt())).toList());
  }
}
