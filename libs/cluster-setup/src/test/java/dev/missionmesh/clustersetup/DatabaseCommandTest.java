package dev.missionmesh.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.migrations.Logins;
import dev.missionmesh.testsupport.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseCommandTest {
  private static final TestPostgres POSTGRES = TestPostgres.shared();
  @TempDir Path folder;

  @Test
  void aDatabaseThatIsUpToDateStaysAsItIs() throws Exception {
    assertThat(command(POSTGRES.password("gateway_owner")).call()).isZero();
    assertThat(command(POSTGRES.password("gateway_owner")).call()).isZero();

    try (var c = POSTGRES.connect("mission_owner");
        var rows = c.createStatement().executeQuery("select count(*) from flyway_schema_history where not success")) {
      rows.next();
      assertThat(rows.getInt(1)).isZero();
    }
  }

  @Test
  void aWrongPasswordIsToldAtOnce() throws IOException {
    DatabaseCommand command = command("wrong");
    command.patience = Duration.ofMinutes(10);

    assertThatThrownBy(command::call).isInstanceOf(SQLException.class);
  }

  @Test
  void aServerThatDoesNotAnswerIsWaitedForNoLongerThanSaid() throws IOException {
    DatabaseCommand command = command("any");
    command.port = 1;
    command.patience = Duration.ofMillis(10);

    assertThatThrownBy(command::call).isInstanceOf(SQLException.class);
  }

  private DatabaseCommand command(String gatewayOwner) throws IOException {
    URI address = URI.create(POSTGRES.jdbcUrl("gateway_owner").replaceFirst("^jdbc:", "").replaceFirst("\\?.*", ""));
    var passwords = new StringBuilder();
    for (String schema : Logins.SCHEMAS) {
      String owner = Logins.owner(schema);
      passwords.append(owner).append('=').append(owner.equals("gateway_owner") ? gatewayOwner : POSTGRES.password(owner)).append('\n');
    }
    var command = new DatabaseCommand();
    command.host = address.getHost();
    command.port = address.getPort();
    command.database = address.getPath().substring(1);
    command.passwords = Files.writeString(folder.resolve("postgres.properties"), passwords);
    return command;
  }
}
