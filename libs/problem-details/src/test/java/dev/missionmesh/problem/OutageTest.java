package dev.missionmesh.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class OutageTest {
  @Test
  void aDatabaseThatIsAwayOrStartsUpIsAnOutage() {
    assertThat(Outage.isCauseOf(new IllegalStateException(new ConnectException("refused")))).isTrue();
    assertThat(Outage.isCauseOf(new PgException("starting up", "FATAL", "57P03", ""))).isTrue();
    assertThat(Outage.isCauseOf(new VertxException("Connection was closed", true))).isTrue();
  }

  @Test
  void aDefectIsNone() {
    assertThat(Outage.isCauseOf(new PgException("no such column", "ERROR", "42703", ""))).isFalse();
    assertThat(Outage.isCauseOf(new NullPointerException())).isFalse();
  }
}
