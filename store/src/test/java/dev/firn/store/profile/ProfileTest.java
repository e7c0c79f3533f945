package dev.firn.store.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.store.StoreException;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.local.TestStores;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {
  @TempDir Path directory;
  private final List<String> messages = new ArrayList<>();
  private LocalStore store;
  private Profile profile;
  private Path place;

  private StoreLocation location() {
    return TestStores.location(directory);
  }

  @BeforeEach
  void open() {
    store = new LocalStore(location());
    place = directory.resolve("profiles/p");
    profile = new Profile(store, place, messages::add);
  }

  @AfterEach
  void cleanUp() throws IOException {
    store.close();
    TestStores.delete(location());
  }

  private StorePath set(String name) {
    StorePath path = TestStores.text(store, name);
    profile.set(path);
    return path;
  }

  private List<Long> numbers() {
    return profile.generations().all().stream().map(Generation::number).toList();
  }

  @Test
  void generationsAreCounted() throws IOException {
    assertEquals(new Generations(List.of(), 0), profile.generations());
    StorePath one = set("one");
    set("two");
    StorePath three = set("three");
    assertEquals(List.of(1L, 2L, 3L), numbers());
    assertEquals(3, profile.generations().current());
    assertEquals(Path.of("p-3-link"), Files.readSymbolicLink(place));
    assertEquals("three", Files.readString(place));
    profile.set(three);
    assertEquals(List.of(1L, 2L, 3L), numbers());
    profile.set(one);
    assertEquals(List.of(1L, 2L, 3L, 4L), numbers());
    assertTrue(Files.notExists(place.resolveSibling("p.lock")));
    assertEquals(5, directory.resolve("profiles").toFile().list().length);
  }

  @Test
  void onlyNamesOfGenerationsCount() throws IOException {
    set("one");
    Path other = directory.resolve("profiles");
    for (String name :
        List.of("p-x-link", "p--link", "q-7-link", "p-8-link.tmp-1", "p-9", "p-0-link")) {
      Files.createSymbolicLink(other.resolve(name), Path.of("x"));
    }
    Files.createSymbolicLink(other.resolve("p-99999999999999999999-link"), Path.of("x"));
    assertEquals(List.of(1L), numbers());
  }

  @Test
  void switchesBackAndForth() {
    set("one");
    set("two");
    set("three");
    assertEquals(2, profile.rollBack().number());
    assertEquals(2, profile.generations().current());
    assertEquals(1, profile.switchTo(1).number());
    assertEquals(
        "no profile version older than the current (1) exists",
        assertThrows(StoreException.class, profile::rollBack).getMessage());
    assertEquals(
        "profile version 7 does not exist",
        assertThrows(StoreException.class, () -> profile.switchTo(7)).getMessage());
    assertEquals(
        List.of("switching profile from version 3 to 2", "switching profile from version 2 to 1"),
        messages);
    set("four");
    assertEquals(4, profile.generations().current());
  }

  @Test
  void generationsAreDeleted() {
    for (int i = 1; i <= 6; i++) {
      set("n" + i);
    }
    profile.switchTo(5);
    messages.clear();
    assertEquals(
        "cannot delete current version of profile \"" + place + "\"",
        assertThrows(StoreException.class, () -> profile.delete(Set.of(1L, 5L), false))
            .getMessage());
    profile.delete(Set.of(1L, 99L), true);
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), numbers());
    profile.delete(Set.of(1L, 99L), false);
    assertEquals(List.of(2L, 3L, 4L, 5L, 6L), numbers());
    assertEquals(List.of("would remove profile version 1", "removing profile version 1"), messages);
    profile.deleteAllBut(3, false);
    assertEquals(List.of(3L, 4L, 5L, 6L), numbers());
    assertThrows(StoreException.class, () -> profile.deleteAllBut(0, false));
    profile.deleteOld(false);
    assertEquals(List.of(5L), numbers());
  }

  @Test
  void oldGenerationsAreDeletedButTheOneThatWasCurrentThen() throws IOException {
    for (int i = 1; i <= 5; i++) {
      set("n" + i);
      Files.getFileAttributeView(
              place.resolveSibling("p-" + i + "-link"),
              BasicFileAttributeView.class,
              LinkOption.NOFOLLOW_LINKS)
          .setTimes(FileTime.fromMillis(i * 1000_000L), null, null);
    }
    profile.deleteOlderThan(500, false);
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), numbers());
    profile.deleteOlderThan(3500, false);
    assertEquals(List.of(3L, 4L, 5L), numbers());
    profile.switchTo(3);
    profile.deleteOlderThan(9000, false);
    assertEquals(List.of(3L, 5L), numbers());
  }

  @Test
  void profilesAreFound() throws IOException {
    set("one");
    Path other = directory.resolve("profiles/sub/q");
    new Profile(store, other, messages::add).set(TestStores.text(store, "two"));
    Files.createSymbolicLink(directory.resolve("profiles/loop"), directory);
    assertEquals(List.of(place, other), Profiles.below(directory.resolve("profiles")));
    assertEquals(List.of(), Profiles.below(directory.resolve("none")));
  }

  @Test
  void daysAreCountedBack() {
    assertEquals(OptionalLong.of(1_000_000 - 3 * 86_400), Profiles.timeBefore("3d", 1_000_000));
    for (String wrong : List.of("", "d", "0d", "-1d", "3", "3h", "xd")) {
      assertEquals(OptionalLong.empty(), Profiles.timeBefore(wrong, 1_000_000));
    }
  }
}
