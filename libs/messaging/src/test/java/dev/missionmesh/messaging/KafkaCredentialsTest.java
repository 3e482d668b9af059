package dev.missionmesh.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.TextInputCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.apache.kafka.common.security.scram.ScramExtensionsCallback;
import org.junit.jupiter.api.Test;

class KafkaCredentialsTest {
  private final Map<String, String> secrets = new HashMap<>();
  private final KafkaCredentials credentials = new KafkaCredentials(secrets::get);

  private void rotate(String login, String password) {
    secrets.put("mesh.kafka.login", login);
    secrets.put("mesh.kafka.password", password);
  }

  private String name() throws UnsupportedCallbackException {
    NameCallback name = new NameCallback("Name:");
    credentials.handle(new Callback[] {name, new ScramExtensionsCallback()});
    return name.getName();
  }

  private String password() throws UnsupportedCallbackException {
    PasswordCallback password = new PasswordCallback("Password:", false);
    credentials.handle(new Callback[] {password});
    return new String(password.getPassword());
  }

  @Test
  void eachConnectionTakesTheLoginOfItsTime() throws UnsupportedCallbackException {
    rotate("gateway", "first");
    assertThat(name()).isEqualTo("gateway");
    assertThat(password()).isEqualTo("first");
    rotate("gateway_b", "second");
    assertThat(name()).isEqualTo("gateway_b");
    assertThat(password()).isEqualTo("second");
  }

  @Test
  void aLoginRotatedBetweenNameAndPasswordKeepsItsOwnPassword() throws UnsupportedCallbackException {
    rotate("gateway", "first");
    assertThat(name()).isEqualTo("gateway");
    rotate("gateway_b", "second");
    assertThat(password()).isEqualTo("first");
  }

  @Test
  void nothingElseIsAnswered() {
    assertThatThrownBy(() -> credentials.handle(new Callback[] {new TextInputCallback("?")}))
        .isInstanceOf(UnsupportedCallbackException.class);
  }
}
