package dev.firn.process.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.DriverContract;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Present;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.driver.Verb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersDriverTest extends DriverContract {
  @TempDir Path directory;

  private Component folders(String... names) {
    TreeMap<String, Json> inputs = new TreeMap<>();
    inputs.put(
        FoldersDriver.FOLDERS,
        new Json.Array(
            List.of(names).stream()
                .map(name -> (Json) new Json.Str(directory.resolve(name).toString()))
                .toList()));
    inputs.put(FoldersDriver.SHARED, new Json.Array(List.of()));
    return Component.of(
            ComponentPath.of("host", "folders"),
            new Place("folders", "localhost"),
            "v" + names.length)
        .withInputs(inputs, inputs.keySet());
  }

  @Override
  protected Driver driver() {
    return new FoldersDriver(directory.resolve("firn"));
  }

  @Override
  protected Component component(String name, int version) {
    return version == 1 ? folders(name) : folders(name, name + version);
  }

  @Test
  void foldersAreMadeAndStay() throws Exception {
    Component one = folders("state/run");
    Component two = folders("state/run", "state/log");
    assertEquals(
        List.of(Result.DONE),
        driver().transition("app", List.of(new Operation(Verb.START, null, one))));
    assertEquals(Map.of(one.path(), new Present("v1", true)), driver().read("app"));
    assertEquals(
        List.of(Result.DONE),
        driver().transition("app", List.of(new Operation(Verb.RELOAD, one, two))));
    Files.delete(directory.resolve("state/log"));
    assertEquals(Map.of(one.path(), new Present("v2", false)), driver().read("app"));
    assertEquals(
        List.of(Result.DONE),
        driver().transition("app", List.of(new Operation(Verb.STOP, two, null))));
    assertEquals(Map.of(), driver().read("app"));
    assertTrue(Files.isDirectory(directory.resolve("state/run")));
  }

  @Test
  void aRecordThatWasOnlyBegunIsNone() throws Exception {
    Component one = folders("state/run");
    driver().transition("app", List.of(new Operation(Verb.START, null, one)));
    Path record = directory.resolve("firn/.folders/app@host.folders");
    Files.move(record, record.resolveSibling("app@host.folders.firn-new"));
    Files.delete(directory.resolve("state/run"));
    assertEquals(Map.of(), driver().read("app"));
    driver().transition("app", List.of(new Operation(Verb.START, null, one)));
    assertEquals(Map.of(one.path(), new Present("v1", true)), driver().read("app"));
  }

  @Test
  void whatIsInTheWayIsTold() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertEquals(
        List.of(Result.failed("cannot make the folder " + file + ": there is a file")),
        driver().transition("app", List.of(new Operation(Verb.START, null, folders("file")))));
  }

  @Test
  void onlyWhatFirnMadeIsPurged() throws Exception {
    Files.createDirectories(directory.resolve("theirs"));
    Component component = folders("theirs", "ours");
    driver().transition("app", List.of(new Operation(Verb.START, null, component)));
    Files.writeString(directory.resolve("ours/data"), "x");
    driver().transition("app", List.of(new Operation(Verb.STOP, component, null)));
    assertEquals(Result.DONE, driver().purge("app", component));
    assertTrue(Files.isDirectory(directory.resolve("theirs")));
    assertFalse(Files.exists(directory.resolve("ours")));
  }
}
