package dev.missionmesh.gateway.application.webhook;

import java.util.UUID;

/**
 * A signing secret as it is kept.
 *
 * @param keyId which of the gateway's keys seals it
 * @param sealed nonce, ciphertext and tag of AES-256-GCM
 */
public record HeldSecret(UUID id, String keyId, byte[] sealed) {
  @Override
  public String toString() {
    return "HeldSecret[" + id + "]";
  }
}
