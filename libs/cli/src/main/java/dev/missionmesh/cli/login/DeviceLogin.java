package dev.missionmesh.cli.login;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.IssuerUnreachable;
import dev.missionmesh.cli.client.OpenIdIssuer;
import dev.missionmesh.cli.client.Session;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.ExitCode;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Terminal;
import java.time.Duration;
import java.time.Instant;

/**
 * Logs a person in who confirms it in a browser, here or on another device (device authorization
 * grant, RFC 8628).
 */
final class DeviceLogin {
  /** Waits between two questions; in tests, without the wait. */
  interface Pause {
    void last(Duration time) throws InterruptedException;
  }

  private static final Duration USUAL_INTERVAL = Duration.ofSeconds(5);
  private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(60);

  private final OpenIdIssuer issuer;
  private final String client;
  private final Terminal terminal;
  private final Pause pause;

  DeviceLogin(OpenIdIssuer issuer, String client, Terminal terminal, Pause pause) {
    this.issuer = issuer;
    this.client = client;
    this.terminal = terminal;
    this.pause = pause;
  }

  /** Says where to confirm, and returns once it is confirmed; fails if it is refused or late. */
  Session run(String scope) {
    OpenIdIssuer.Answer answer = issuer.requestDevice(client, scope);
    if (!answer.isGood()) {
      throw failed("the issuer does not let " + client + " log in", answer);
    }
    JsonNode device = answer.body();
    invite(device);
    Instant end = Instant.now().plusSeconds(device.path("expires_in").asLong(300));
    Duration interval =
        Duration.ofSeconds(device.path("interval").asLong(USUAL_INTERVAL.toSeconds()));
    while (Instant.now().isBefore(end)) {
      rest(interval);
      Instant now = Instant.now();
      OpenIdIssuer.Answer told = poll(device.path("device_code").asText());
      if (told != null && told.isGood()) {
        return Session.of(issuer.name(), client, told.body(), now, null);
      }
      interval = next(interval, told);
    }
    throw new Failure(
        ExitCode.AUTHENTICATION, "nobody confirmed the login in time", "Try again: mesh login");
  }

  private void invite(JsonNode device) {
    terminal.say("To log in, open  " + device.path("verification_uri").asText());
    terminal.say("and enter        " + device.path("user_code").asText());
    String whole = Documents.text(device, "verification_uri_complete");
    if (whole != null) terminal.say("or open          " + whole);
    terminal.say("Waiting for you to confirm ...");
  }

  /** The answer, or null if none came. */
  private OpenIdIssuer.Answer poll(String deviceCode) {
    try {
      return issuer.pollDevice(client, deviceCode);
    } catch (IssuerUnreachable broken) {
      return null;
    }
  }

  /** Section 3.5: slower when told to, and twice as slow when nothing comes back. */
  private static Duration next(Duration interval, OpenIdIssuer.Answer told) {
    if (told == null || told.status() >= 500) {
      Duration twice = interval.multipliedBy(2);
      return twice.compareTo(LONGEST_INTERVAL) > 0 ? LONGEST_INTERVAL : twice;
    }
    return switch (told.error()) {
      case "authorization_pending" -> interval;
      case "slow_down" -> interval.plus(USUAL_INTERVAL);
      case "access_denied" -> throw failed("the login was refused", told);
      case "expired_token" -> throw failed("nobody confirmed the login in time", told);
      default -> throw failed("the login failed", told);
    };
  }

  private void rest(Duration interval) {
    try {
      pause.last(interval);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Failure.error("interrupted", null);
    }
  }

  private static Failure failed(String what, OpenIdIssuer.Answer answer) {
    String why = answer.body().path("error_description").asText(answer.error());
    return new Failure(
        ExitCode.AUTHENTICATION, why.isEmpty() ? what : what + ": " + why, "Try again: mesh login");
  }
}
