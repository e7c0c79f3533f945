package dev.firn.process.managers;

import dev.firn.base.disk.Disk;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Suggestions;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.Drivers;
import dev.firn.process.host.AccountsDriver;
import dev.firn.process.host.FoldersDriver;
import dev.firn.process.host.IdsDriver;
import dev.firn.process.manager.Manager;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.RealPrograms;
import dev.firn.process.manager.StateFolder;
import dev.firn.process.manager.bsdrc.BsdRc;
import dev.firn.process.manager.cygrunsrv.Cygrunsrv;
import dev.firn.process.manager.disnix.Disnix;
import dev.firn.process.manager.embedded.Embedded;
import dev.firn.process.manager.launchd.Launchd;
import dev.firn.process.manager.s6rc.S6Rc;
import dev.firn.process.manager.supervisord.Supervisord;
import dev.firn.process.manager.systemd.Systemd;
import dev.firn.process.manager.sysvinit.Sysvinit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Process managers by name, and drivers for places. The type of a place is a name, or a name and a scope: {@code NAME:SCOPE}. For many
 * threads.
 */
public final class Managers implements Drivers {
  private final List<Manager> managers;

  /** Makes the driver of a scope, by the first part of a place's type. */
  private final SortedMap<String, Function<String, Driver>> makers = new TreeMap<>();

  private final Map<String, Driver> drivers = new HashMap<>();

  /**
   * A registry of those.
   *
   * @param managers the default one first
   * @param others what makes the driver of a scope for what is no process, by the type of their places
   */
  public Managers(List<Manager> managers, Map<String, Function<String, Driver>> others) {
    this.managers = List.copyOf(managers);
    managers.forEach(manager -> makers.put(manager.name(), manager::driver));
    makers.putAll(others);
  }

  /**
   * A registry of all that there are.
   *
   * @param environment gives the environment variables of whoever deploys; null for those that are not set
   * @param others those of modules that this one does not know
   */
  public static Managers all(Function<String, @Nullable String> environment, Manager... others) {
    Disk disk = Disk.REAL;
    Programs programs = new RealPrograms();
    List<Manager> all = new ArrayList<>();
    all.add(new Embedded());
    all.add(new Supervisord(disk, programs, StateFolder.of("supervisord", environment)));
    all.add(new Systemd(disk, programs));
    all.add(new Sysvinit(disk, programs, StateFolder.of("sysvinit", environment)));
    all.add(new S6Rc(disk, programs));
    all.add(new BsdRc(disk, programs));
    all.add(new Launchd(disk, programs));
    all.add(new Cygrunsrv(disk, programs));
    all.add(new Disnix(disk, programs));
    all.addAll(List.of(others));
    return new Managers(
        all,
        Map.of(
            FoldersDriver.TYPE,
            scope -> new FoldersDriver(BytePaths.of(scope)),
            IdsDriver.TYPE,
            scope -> new IdsDriver(BytePaths.of(scope)),
            AccountsDriver.TYPE,
            scope -> new AccountsDriver(BytePaths.of(scope), programs)));
  }

  /** All process managers, the default one first. */
  public List<Manager> managers() {
    return managers;
  }

  /**
   * The process manager of that name.
   *
   * @throws ModelException if there is none; the message says which there are
   */
  public Manager get(String name) {
    List<String> names = managers.stream().map(Manager::name).toList();
    int index = names.indexOf(name);
    if (index < 0) {
      throw unknown("process manager", name, names);
    }
    return managers.get(index);
  }

  @Override
  public synchronized Driver at(Place place) {
    Driver known = drivers.get(place.type());
    return known != null ? known : make(place.type());
  }

  private Driver make(String type) {
    int colon = type.indexOf(':');
    String name = colon < 0 ? type : type.substring(0, colon);
    Function<String, Driver> maker = makers.get(name);
    if (maker == null) {
      throw unknown("driver", name, List.copyOf(makers.keySet()));
    }
    Driver driver = maker.apply(type.substring(colon < 0 ? name.length() : colon + 1));
    drivers.put(type, driver);
    return driver;
  }

  private static ModelException unknown(String what, String name, List<String> known) {
    List<String> near = Suggestions.bestMatches(known, name);
    String meant = near.isEmpty() ? "" : "; did you mean '" + near.getFirst() + "'?";
    return new ModelException(
        "there is no " + what + " '" + name + "', only " + String.join(", ", known) + meant);
  }
}
