package dev.missionmesh.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import dev.missionmesh.problem.PageCursor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PagedListTest extends AtTheDoor {
  @Test
  void keysAreReadPageByPageInTheOrderOfTheWholeList() {
    for (int i = 0; i < 3; i++) {
      post("acme", KEYS, "{\"name\":\"paged\",\"scopes\":[\"missions:read\"]}").statusCode(201);
    }

    assertThat(paged("acme", KEYS)).isEqualTo(whole("acme", KEYS)).hasSizeGreaterThanOrEqualTo(4).doesNotHaveDuplicates();
  }

  @Test
  void tenantsAreReadPageByPageInTheOrderOfTheWholeList() {
    assertThat(paged("system", TENANTS)).isEqualTo(whole("system", TENANTS)).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void aCursorThatNobodyGaveOutIsRefusedByName(String cursor) {
    for (String list : List.of(KEYS, TENANTS)) {
      refusesCursor(list, cursor);
    }
  }

  @Test
  void aCursorOfAnotherListOrTenantIsRefused() {
    String ofTenants = as("system").get(TENANTS + "?limit=1").path("nextCursor");
    post("acme", KEYS, "{\"name\":\"paged\",\"scopes\":[\"missions:read\"]}").statusCode(201);
    String ofAcme = as("acme").get(KEYS + "?limit=1").path("nextCursor");

    refusesCursor(KEYS, ofTenants);
    refusesCursor(KEYS, ofAcme);
    refusesCursor(TENANTS, ofAcme);
  }

  @Test
  void aForgedCursorWithATimeThatNoDatabaseKnowsIsRefused() {
    PageCursor keys = PageCursor.of("keys", "system");
    refusesCursor(KEYS, keys.after("+999999999-12-31T23:59:59Z/abc"));
    refusesCursor(KEYS, keys.after("-999999999-01-01T00:00:00Z/abc"));
    refusesCursor(KEYS, keys.after("no time"));
  }

  private static void refusesCursor(String list, String cursor) {
    as("system")
        .queryParam("cursor", cursor)
        .get(list)
        .then()
        .statusCode(400)
        .body("errors.parameter", hasItem("cursor"));
  }

  private static List<String> whole(String tenant, String list) {
    return as(tenant).get(list + "?limit=200").then().statusCode(200).extract().path("items.id");
  }

  private static List<String> paged(String tenant, String list) {
    List<String> ids = new ArrayList<>();
    String cursor = null;
    do {
      var request = as(tenant).queryParam("limit", 2);
      if (cursor != null) {
        request.queryParam("cursor", cursor);
      }
      JsonPath page = request.get(list).then().statusCode(200).extract().jsonPath();
      ids.addAll(page.getList("items.id"));
      cursor = page.getString("nextCursor");
    } while (cursor != null);
    return ids;
  }
}
