package dev.missionmesh.architecture;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.missionmesh.tenancy.Scopes;
import io.quarkus.security.PermissionsAllowed;
import io.vertx.ext.web.Router;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An endpoint that forgets its permission does not get past the build. */
class EndpointRulesTest {
  static class Sound {
    @GET
    @PermissionsAllowed(Scopes.MISSIONS_READ)
    void one() {}

    @POST
    @PermissionsAllowed({Scopes.KEYS_ADMIN, Scopes.TENANTS_ADMIN})
    void other() {}

    void noEndpoint() {}
  }

  static class Forgotten {
    @GET
    void read() {}
  }

  static class Open {
    @DELETE
    @PermitAll
    @PermissionsAllowed(Scopes.MISSIONS_WRITE)
    void delete() {}
  }

  static class Misspelt {
    @PUT
    @PermissionsAllowed("mission:write")
    void write() {}
  }

  static class Partly {
    @PUT
    @PermissionsAllowed({Scopes.MISSIONS_WRITE, "anything"})
    void write() {}
  }

  static class Empty {
    @PUT
    @PermissionsAllowed({})
    void write() {}
  }

  @HttpMethod("PURGE")
  @Retention(RetentionPolicy.RUNTIME)
  @interface Purge {}

  static class OwnMethod {
    @Purge
    void purge() {}
  }

  static class Routes {
    void install(Router router) {
      router.get("/back-door");
    }
  }

  @Test
  void aSoundResourcePasses() {
    assertThatCode(() -> check(Sound.class)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Forgotten.class,
        Open.class,
        Misspelt.class,
        Partly.class,
        Empty.class,
        OwnMethod.class,
        Routes.class
      })
  void aBadOneIsNamed(Class<?> bad) {
    assertThatThrownBy(() -> check(bad))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(bad.getSimpleName());
  }

  private static void check(Class<?> resource) {
    EndpointRules.check(new ClassFileImporter().importClasses(resource));
  }
}
