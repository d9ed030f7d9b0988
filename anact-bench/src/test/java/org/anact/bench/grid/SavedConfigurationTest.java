package org.anact.bench.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.anact.bench.catalog.Catalog;
import org.anact.core.activation.Activations;
import org.anact.core.activation.NamedActivation;
import org.anact.core.layer.AnActLayer;
import org.anact.core.layer.AnActOptions;
import org.anact.models.network.InputShape;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

/** What a saved network names: it is read where there is Deeplearning4j and anact-core alone. */
final class SavedConfigurationTest {

  private static final Pattern CLASS = Pattern.compile("\"((?:[a-z]\\w*\\.)+[A-Z][\\w$.]*)\"");

  private static final Catalog CATALOG = Catalog.standard();

  private static ComputationGraphConfiguration configuration(
      String model, NamedActivation activation, Recipe recipe) {
    RunConfig run =
        RunConfig.of("fashion-mnist-mini", model, activation, 1, recipe, AnActOptions.defaults());
    return CATALOG
        .models()
        .get(model)
        .build(run.networkSpec(CATALOG, new InputShape(3, 32, 32), 10, recipe.learningRates(10)));
  }

  @Test
  void everyConfigurationIsReadBackAndNamesNoOtherModule() throws ClassNotFoundException {
    Recipe plain = TestRecipes.with("{}");
    List<ComputationGraphConfiguration> all = new ArrayList<>();
    CATALOG
        .models()
        .entries()
        .forEach(
            model ->
                all.add(configuration(model.name(), CATALOG.activations().get("nswish"), plain)));
    CATALOG
        .activations()
        .entries()
        .forEach(activation -> all.add(configuration("mlp", activation, plain)));
    NamedActivation formula =
        new NamedActivation(Activations.ofFormula("own", "1.375 * x * sigmoid(x)"), false);
    all.add(configuration("mlp", formula, plain));
    for (OptimizerRule rule : OptimizerRule.values()) {
      for (Schedule schedule : Schedule.values()) {
        all.add(
            configuration(
                "mlp",
                formula,
                TestRecipes.with(
                    "{optimizer: %s, weightDecay: 0.1, schedule: %s, warmupEpochs: 1, milestones: %s}"
                        .formatted(
                            rule.word(), schedule, schedule == Schedule.STEP ? "[5]" : "[]"))));
      }
    }
    Set<String> names = new TreeSet<>();
    for (ComputationGraphConfiguration configuration : all) {
      String json = configuration.toJson();
      assertThat(ComputationGraphConfiguration.fromJson(json)).isEqualTo(configuration);
      for (Matcher name = CLASS.matcher(json); name.find(); ) {
        names.add(name.group(1));
      }
    }
    Object core = home(AnActLayer.class);
    Object nd4j = home(Nd4j.class);
    Object deeplearning4j = home(ComputationGraphConfiguration.class);
    assertThat(names).hasSizeGreaterThan(30).contains(AnActLayer.class.getName());
    for (String name : names) {
      assertThat(home(Class.forName(name))).as(name).isIn(core, nd4j, deeplearning4j);
    }
  }

  private static Object home(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
