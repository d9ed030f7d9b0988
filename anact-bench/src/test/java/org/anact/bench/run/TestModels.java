package org.anact.bench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anact.bench.catalog.Catalog;
import org.anact.bench.grid.RunConfig;
import org.anact.bench.grid.TestRecipes;
import org.anact.core.activation.NamedActivation;
import org.anact.core.layer.AnActOptions;
import org.anact.models.network.InputShape;
import org.anact.results.EpochRow;
import org.anact.results.KeptModel;
import org.anact.results.ModelChoice;
import org.anact.results.Provenance;
import org.anact.results.RecordedConfig;
import org.anact.results.RunHeader;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Files of networks that were not trained, with all that a trained one's has. */
public final class TestModels {

  private TestModels() {}

  /** Writes the file of a network for squares in grey. */
  public static ComputationGraph write(
      Path file,
      String model,
      NamedActivation activation,
      String dataset,
      int size,
      List<String> classNames)
      throws IOException {
    RunConfig run =
        RunConfig.of(
            dataset, model, activation, 1, TestRecipes.with("{}"), AnActOptions.defaults());
    Catalog catalog = Catalog.standard();
    ComputationGraph net =
        catalog
            .models()
            .get(model)
            .create(
                run.networkSpec(
                    catalog,
                    new InputShape(1, size, size),
                    classNames.size(),
                    run.recipe().learningRates(10)));
    Provenance provenance =
        new Provenance(
            "now",
            "0.2.0",
            "c",
            "d",
            Optional.of(true),
            10,
            10,
            classNames.size(),
            1,
            Map.of(),
            Optional.empty());
    ModelFile.write(
        file,
        net,
        KeptModel.of(
            new RunHeader(run.id(), RecordedConfig.of(run), provenance),
            ModelChoice.LAST,
            new EpochRow(1, 10, 0.1, 2.25, 2.5, 0.5, 1, 1, 100, 0, 512),
            classNames,
            new KeptModel.Images(
                1, size, size, Collections.nCopies(1, 0.5), Collections.nCopies(1, 0.25))));
    return net;
  }
}
