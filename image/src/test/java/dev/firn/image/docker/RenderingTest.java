package dev.firn.image.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.disk.Disk;
import dev.firn.base.json.Json;
import dev.firn.deploy.component.ModelException;
import dev.firn.process.manager.Descriptions;
import dev.firn.process.manager.Goldens;
import dev.firn.process.manager.RealPrograms;
import dev.firn.process.manager.Refusals;
import dev.firn.process.manager.Rendering;
import dev.firn.store.MemoryStore;
import dev.firn.store.Store;
import dev.firn.store.path.StoreDir;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RenderingTest {
  @Test
  void everyParameterIsRendered() {
    Goldens.check(
        "docker",
        Refusals.in(new Docker(Disk.REAL, new RealPrograms(), _ -> null, RenderingTest::store)));
  }

  private static Store store() {
    return new MemoryStore(StoreDir.DEFAULT);
  }

  private static List<String> options(Json parameters) {
    return ContainerSettings.of(
            Descriptions.ofVar()
                .foreground("/bin/a")
                .override("container", Json.object(Map.of("dockerCreateParameters", parameters)))
                .build())
        .options();
  }

  @Test
  void modelsReachEveryOptionOfCreate() {
    List<String> set =
        options(Json.object(Map.of("p", new Json.Int(8080), "read-only", new Json.Null())));
    assertEquals(List.of("-p", "8080", "--read-only"), set.subList(set.size() - 3, set.size()));
    List<String> list =
        options(
            new Json.Array(
                List.of(
                    Json.object(
                        Map.of("name", new Json.Str("cap-add"), "value", new Json.Str("ALL"))))));
    assertEquals(List.of("--cap-add", "ALL"), list.subList(list.size() - 2, list.size()));
  }

  private static ContainerSettings with(String name, Json value) {
    return ContainerSettings.of(
        Descriptions.ofVar()
            .foreground("/nix/store/0123456789abcdfghijklmnpqrsvwxyz-a/bin/a")
            .override("container", Json.object(Map.of(name, value)))
            .build());
  }

  @Test
  void otherOverridesAreRefused() {
    Descriptions process =
        Descriptions.ofVar().foreground("/bin/a").override("image", Json.object(Map.of()));
    assertThrows(ModelException.class, () -> ContainerSettings.of(process.build()));
    assertThrows(ModelException.class, () -> with("cmd", new Json.Str("x")));
  }

  @Test
  void wrongOverridesAreTold() {
    Json number = new Json.Int(1);
    for (String flag : List.of("useHostNixStore", "useHostPrograms", "useHostNetwork")) {
      assertThrows(ModelException.class, () -> with(flag, number));
    }
    for (Json parameters :
        List.of(
            number,
            new Json.Array(List.of(number)),
            new Json.Array(List.of(Json.object(Map.of("value", number)))))) {
      assertThrows(ModelException.class, () -> with("dockerCreateParameters", parameters));
    }
  }

  @Test
  void theNetworkMayBeItsOwn() {
    assertFalse(with("useHostNetwork", new Json.Bool(false)).options().contains("host"));
  }

  @Test
  void whatIsInTheImageIsNotMounted() {
    ContainerSettings settings = with("useHostNixStore", new Json.Bool(false));
    assertEquals(Set.of(), settings.readable());
    assertEquals(Set.of(), settings.programs());
  }

  @Test
  void anImageOfItsOwnIsAnotherProcess() {
    Docker docker = new Docker(Disk.REAL, new RealPrograms(), _ -> null, RenderingTest::store);
    Descriptions process = Descriptions.ofVar().foreground("/bin/a");
    Rendering before = docker.render(process.build());
    process.override("container", Json.object(Map.of("useHostPrograms", new Json.Bool(false))));
    assertNotEquals(before, docker.render(process.build()));
  }

  @Test
  void storesThatAreMentionedAreSeen() {
    String path = "/home/me/store/0123456789abcdfghijklmnpqrsvwxyz-nginx.conf";
    assertTrue(
        ContainerSettings.of(Descriptions.ofVar().foreground("/bin/nginx", "-c", path).build())
            .readable()
            .contains("/home/me/store"));
  }
}
