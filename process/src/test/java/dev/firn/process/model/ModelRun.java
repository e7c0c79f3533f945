package dev.firn.process.model;

import dev.firn.base.json.Json;
import dev.firn.deploy.driver.Driver;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.host.MemoryHost;
import dev.firn.lang.host.RealHost;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Stacks;
import dev.firn.process.description.DescriptionJson;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Manager;
import dev.firn.process.manager.Parameter;
import dev.firn.process.manager.RenderedFile;
import dev.firn.process.manager.Rendering;
import dev.firn.process.managers.Managers;
import dev.firn.realise.evaluation.CompleteEvaluator;
import dev.firn.realise.instantiate.EvaluationStore;
import dev.firn.store.MemoryStore;
import dev.firn.store.path.StoreDir;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Loads models in a folder with a store in memory, for a process manager that takes all. */
final class ModelRun {
  static final StoreDir DIR = StoreDir.DEFAULT;

  private final Path directory;
  private final Evaluator evaluator;
  private final Managers managers;

  ModelRun(Path directory) {
    this(directory, new Managers(List.of(new Plain()), Map.of()));
  }

  ModelRun(Path directory, Managers managers) {
    this.directory = directory;
    this.managers = managers;
    EvaluationStore store = new EvaluationStore(new MemoryStore(DIR), false);
    this.evaluator =
        CompleteEvaluator.create(
            new RealHost(DIR.path(), directory.toString(), new MemoryHost()),
            store,
            _ -> {
              throw new IllegalStateException("nothing is built");
            },
            EvalSettings.defaults("x86_64-linux"));
  }

  Evaluator evaluator() {
    return evaluator;
  }

  /** Loads a model of that text. */
  LoadedModel load(String model) {
    return load(model, Attrs.EMPTY);
  }

  LoadedModel load(String model, Attrs arguments) {
    try {
      Files.writeString(directory.resolve("processes.nix"), model);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return load(
        new ModelRequest(
            directory.toString(),
            "test",
            "me",
            "us",
            false,
            "plain",
            null,
            null,
            arguments,
            directory.resolve("deployments").toString()));
  }

  LoadedModel load(ModelRequest request) {
    return Stacks.call(() -> new ProcessModel(evaluator, DIR, managers).load(request));
  }

  /** Takes everything, and renders the whole description. */
  private static final class Plain implements Manager {
    @Override
    public String name() {
      return "plain";
    }

    @Override
    public Set<Parameter> honours() {
      return Set.of(Parameter.values());
    }

    @Override
    public Rendering render(ProcessDescription process) {
      TreeMap<String, RenderedFile> files = new TreeMap<>();
      String text = Json.object(DescriptionJson.write(process)).print();
      files.put(process.name(), new RenderedFile(text, false));
      return new Rendering(files);
    }

    @Override
    public String defaultScope(boolean privileged) {
      return "";
    }

    @Override
    public Driver driver(String scope) {
      throw new IllegalStateException("nothing is deployed");
    }
  }
}
