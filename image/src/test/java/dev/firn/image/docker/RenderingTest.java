package dev.firn.image.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.disk.Disk;
import dev.firn.base.json.Json;
import dev.firn.deploy.component.ModelException;
import dev.firn.process.manager.Descriptions;
import dev.firn.process.manager.Goldens;
import dev.firn.process.manager.RealPrograms;
import dev.firn.process.manager.Refusals;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenderingTest {
  @Test
  void everyParameterIsRendered() {
    Goldens.check("docker", Refusals.in(new Docker(Disk.REAL, new RealPrograms(), _ -> null)));
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

  @Test
  void otherOverridesAreRefused() {
    Descriptions process =
        Descriptions.ofVar().foreground("/bin/a").override("image", Json.object(Map.of()));
    assertThrows(
        ModelException.class,
        () -> new Docker(Disk.REAL, new RealPrograms(), _ -> null).render(process.build()));
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
