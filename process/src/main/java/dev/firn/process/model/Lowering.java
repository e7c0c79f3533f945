package dev.firn.process.model;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentJson;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Place;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.StringContext;
import dev.firn.process.description.DescriptionJson;
import dev.firn.process.description.Folders;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.ids.IdAssignment;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Makes components of process instances. */
final class Lowering {
  private static final String RELOAD = "reload";

  /** What can change while a process runs that can reload: the order of starts and stops is no business of what runs. */
  private static final Set<String> RELOADABLE =
      Set.of(RELOAD, "dependencies", "level", ProcessModel.URLS);

  private final Instances instances;
  private final NativePackages packages;
  private final Choices choices;
  private final Honours honours;
  private final Needs needs;
  private final Evaluation ev;
  private final HostComponents host;
  private final Fingerprint fingerprint;

  Lowering(
      Instances instances,
      NativePackages packages,
      Choices choices,
      Honours honours,
      Needs needs,
      Evaluator evaluator) {
    this.honours = honours;
    this.instances = instances;
    this.packages = packages;
    this.choices = choices;
    this.needs = needs;
    this.ev = evaluator.evaluation();
    this.host = new HostComponents(choices);
    this.fingerprint =
        new Fingerprint(
            evaluator.host(), needs.dir(), new KeyedHash(evaluator.host(), choices.deployments()));
  }

  /** Keeps assigned ids with the deployment. */
  void keepIds(IdAssignment assignment) {
    host.keepIds(assignment);
  }

  /** What the instances need of the machine. */
  Collection<Component> host() {
    return host.all();
  }

  /** The component of an instance. */
  Component component(Instance instance) {
    Fields pkg = new Fields(instance.pkg(), "the process '" + instance.name() + "'", needs, ev);
    Folders folders = folders(pkg, choices.folders());
    boolean disabled = pkg.flag("forceDisableUserChange", false);
    ProcessReader reader =
        new ProcessReader(
            instance.parameters(),
            instance.name(),
            folders,
            choices.user(disabled),
            new NativeSettings(choices.manager().name(), needs, ev));
    ProcessDescription process =
        reader.read(instances.dependencies(instance), instances.level(instance));
    SortedSet<ComponentPath> dependsOn = new TreeSet<>();
    dependsOn.add(host.addFolders(folders));
    wantAccounts(instance.parameters(), pkg, choices.privileged() && !disabled, dependsOn);
    ComponentPath user = host.user(process.user());
    if (user != null) {
      dependsOn.add(user);
    }
    for (String name : process.dependencies()) {
      dependsOn.add(ComponentPath.of(instances.keyOf(name)));
    }
    String configuration = packages.of(instance);
    if (configuration != null) {
      return component(
          instance,
          packageInputs(process, configuration),
          Fingerprint.of(configuration),
          dependsOn);
    }
    needs.add(StringContext.of(instances.mentioned(instance)));
    return component(instance, process, dependsOn);
  }

  /** Of a process whose configuration is generated, drivers need only to know where that is, and what it is called. */
  private static SortedMap<String, Json> packageInputs(
      ProcessDescription process, String configuration) {
    SortedMap<String, Json> inputs = DescriptionJson.write(process);
    inputs.keySet().retainAll(Set.of("dependencies", "description", "folders", "level", "name"));
    inputs.put("package", new Json.Str(configuration));
    return inputs;
  }

  private Component component(
      Instance instance,
      SortedMap<String, Json> inputs,
      String fingerprint,
      SortedSet<ComponentPath> dependsOn) {
    List<String> urls = instances.urls(instance);
    if (!urls.isEmpty()) {
      inputs.put(ProcessModel.URLS, ComponentJson.strings(urls));
    }
    return Component.of(
            ComponentPath.of(instance.key()),
            new Place(choices.place(), Choices.TARGET),
            fingerprint)
        .withInputs(inputs, inputs.containsKey(RELOAD) ? RELOADABLE : Set.of())
        .withDependsOn(dependsOn)
        .withProbe(ReadinessReader.read(instance.parameters().fields("readiness")));
  }

  private Component component(
      Instance instance, ProcessDescription process, SortedSet<ComponentPath> dependsOn) {
    SortedMap<String, Json> inputs = DescriptionJson.write(process);
    honours.check(process);
    String hash = fingerprint.of(process, choices.manager().render(process), inputs.get(RELOAD));
    return component(instance, inputs, hash, dependsOn);
  }

  private void wantAccounts(
      Fields parameters, Fields pkg, boolean own, SortedSet<ComponentPath> dependsOn) {
    Fields given = parameters.fields("credentials");
    if (given == null) {
      return;
    }
    Credentials credentials = new Credentials(given, pkg.fields("ids"), host);
    if (own) {
      dependsOn.addAll(credentials.want());
    } else {
      credentials.wantHomes();
    }
  }

  /** The folders that the constructor of the process was given. */
  private static Folders folders(Fields pkg, Folders otherwise) {
    Fields given = pkg.fields("folders");
    return given == null
        ? otherwise
        : new Folders(
            given.required("state"),
            given.required("run"),
            given.required("log"),
            given.required("cache"),
            given.required("spool"),
            given.required("lock"),
            given.required("lib"),
            given.required("tmp"));
  }
}
