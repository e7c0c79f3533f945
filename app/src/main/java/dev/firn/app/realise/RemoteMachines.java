package dev.firn.app.realise;

import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import dev.firn.app.store.SshStores;
import dev.firn.app.store.StoreOpener;
import dev.firn.app.store.StoreSetup;
import dev.firn.app.store.StoreUri;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.realise.build.BuildSettings;
import dev.firn.realise.build.remote.Machine;
import dev.firn.realise.build.remote.MachineParser;
import dev.firn.realise.build.remote.RemoteBuilder;
import dev.firn.realise.build.remote.RemoteStore;
import dev.firn.realise.plan.Workplace;
import dev.firn.store.IndexedStore;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.daemon.DaemonStore;
import dev.firn.store.local.LocalStore;
import dev.firn.store.protocol.BuildService;
import dev.firn.store.protocol.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The machines of the setting {@code builders}. */
final class RemoteMachines {
  private RemoteMachines() {}

  /** Places to build on them, the fastest first. What is not said of machines is as it is here. */
  static List<Workplace> of(LocalStore store, StoreSetup setup, BuildSettings here) {
    List<Machine> machines =
        new ArrayList<>(
            MachineParser.parse(
                setup.settings().text(Setting.BUILDERS),
                here.platform().system(),
                RemoteMachines::content));
    machines.sort(Comparator.comparingDouble(Machine::speed).reversed());
    RemoteBuilder.Wishes wishes =
        new RemoteBuilder.Wishes(
            setup.settings().isOn(Setting.BUILDERS_USE_SUBSTITUTES), here.keepFailed(), here.log());
    List<Workplace> places = new ArrayList<>();
    for (Machine machine : machines) {
      RemoteStore.Opener opener = errors -> open(machine, setup, errors);
      places.add(
          new Workplace(new RemoteBuilder(store, machine, opener, wishes), machine.jobs(), false));
    }
    return places;
  }

  private static @Nullable String content(String file) {
    try {
      return Latin1.string(Files.readAllBytes(BytePaths.of(file)));
    } catch (NoSuchFileException none) {
      return null;
    } catch (IOException failed) {
      throw new StoreException("cannot read the file of builders '" + file + "'", failed);
    }
  }

  private static RemoteStore open(
      Machine machine, StoreSetup setup, RemoteStore.ErrorLines errors) {
    StoreUri uri = uri(machine, setup);
    return SshStores.isSsh(uri) ? openFar(machine, uri, setup, errors) : openNear(machine, setup);
  }

  /** Another store of this machine, which builds with features of its own. */
  private static RemoteStore openNear(Machine machine, StoreSetup setup) {
    Settings settings = setup.settings().copy();
    settings.set(Setting.STORE, machine.uri());
    settings.set(Setting.BUILDERS, "");
    settings.set(Setting.MAX_JOBS, "1");
    SortedSet<String> features = new TreeSet<>(machine.features());
    features.addAll(machine.mandatory());
    settings.set(Setting.SYSTEM_FEATURES, String.join(" ", features));
    Store store = StoreOpener.open(settings, setup.surroundings());
    if (!(store instanceof IndexedStore indexed)) {
      store.close();
      throw new StoreException("nothing can be built in '" + machine.uri() + "'");
    }
    BuildService builds = Realisers.service(indexed, settings, setup.surroundings());
    return new RemoteStore(store, builds, () -> {});
  }

  private static RemoteStore openFar(
      Machine machine, StoreUri uri, StoreSetup setup, RemoteStore.ErrorLines errors) {
    Transport.Opener opener = SshStores.opener(uri, setup, errors::line);
    Queue<Transport> open = new ConcurrentLinkedQueue<>();
    Store store =
        SshStores.open(
            uri,
            setup,
            () -> {
              Transport made = opener.open();
              open.add(made);
              return made;
            });
    BuildService builds = Realisers.others(store, setup.settings());
    if (builds == null) {
      throw new StoreException("nothing can be built in '" + machine.uri() + "'");
    }
    Store taking = store instanceof DaemonStore daemon ? daemon.unchecked() : store;
    return new RemoteStore(taking, builds, () -> open.forEach(RemoteMachines::close));
  }

  private static void close(Transport transport) {
    try {
      transport.close();
    } catch (IOException _) {
      // It is closed already.
    }
  }

  private static StoreUri uri(Machine machine, StoreSetup setup) {
    StoreUri uri = StoreUri.parse(machine.uri(), setup.surroundings().directory());
    SortedMap<String, String> parameters = new TreeMap<>(uri.parameters());
    if (machine.key() != null) {
      parameters.put("ssh-key", machine.key());
    }
    if (machine.hostKey() != null) {
      parameters.put("base64-ssh-public-host-key", machine.hostKey());
    }
    return new StoreUri(uri.scheme(), uri.place(), parameters);
  }
}
