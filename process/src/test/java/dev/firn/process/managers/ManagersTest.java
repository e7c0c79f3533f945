package dev.firn.process.managers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.driver.Capabilities;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.MemoryDriver;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Manager;
import dev.firn.process.manager.Parameter;
import dev.firn.process.manager.Rendering;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ManagersTest {
  private final List<String> scopes = new ArrayList<>();
  private final Driver folders = new MemoryDriver(Capabilities.PLAIN);
  private final Managers managers =
      new Managers(List.of(new Fake("supervisord")), Map.of("folders", _ -> folders));

  /** A manager that writes down which scopes it made drivers for. */
  private final class Fake implements Manager {
    private final String name;

    Fake(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Set<Parameter> honours() {
      return Set.of();
    }

    @Override
    public Rendering render(ProcessDescription process) {
      return new Rendering(new TreeMap<>());
    }

    @Override
    public String defaultScope(boolean privileged) {
      return "";
    }

    @Override
    public Driver driver(String scope) {
      scopes.add(scope);
      return new MemoryDriver(Capabilities.PLAIN);
    }
  }

  private Driver at(String type) {
    return managers.at(new Place(type, "localhost"));
  }

  @Test
  void eachScopeHasOneDriver() {
    Driver first = at("supervisord:/etc/a:b");

    assertSame(first, at("supervisord:/etc/a:b"));
    assertNotSame(first, at("supervisord"));
    assertSame(folders, at("folders"));
    assertEquals(List.of("/etc/a:b", ""), scopes);
  }

  @Test
  void unknownNamesAreErrorsThatSuggest() {
    assertEquals(
        "there is no process manager 'supervisor', only supervisord; did you mean 'supervisord'?",
        assertThrows(ModelException.class, () -> managers.get("supervisor")).getMessage());
    assertEquals(
        "there is no driver 'docker', only folders, supervisord",
        assertThrows(ModelException.class, () -> at("docker:x")).getMessage());
  }
}
