package dev.missionmesh.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.gateway.domain.TenantSettings;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SettingsShapeTest {
  @Test
  void hasTheMembersOfTheSettings() {
    assertThat(members(SettingsShape.class)).isEqualTo(members(TenantSettings.class));
  }

  private static SortedSet<String> members(Class<?> record) {
    SortedSet<String> names = new TreeSet<>();
    for (var component : record.getRecordComponents()) {
      names.add(component.getName());
      if (component.getType().isRecord()) {
        members(component.getType()).forEach(name -> names.add(component.getName() + "/" + name));
      }
    }
    return names;
  }
}
