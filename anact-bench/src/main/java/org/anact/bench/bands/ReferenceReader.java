package org.anact.bench.bands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import org.anact.bench.InputException;
import org.anact.bench.InputFiles;

/** Reads a reference, and refuses one that the band's runs cannot be compared with. */
final class ReferenceReader {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final String source;

  private ReferenceReader(String source) {
    this.source = source;
  }

  /**
   * Reads a reference.
   *
   * @throws InputException if it is damaged, or of another band
   */
  static Reference read(String source, String json, Band band) {
    ReferenceReader reader = new ReferenceReader(source);
    Reference reference = reader.parse(json);
    reader.checkBand(reference, band);
    reader.checkArms(reference, band);
    return reference;
  }

  /** Returns a reference as it was written, whatever band it is of; none if it is damaged. */
  static Optional<Reference> readAny(String json) {
    try {
      return Optional.of(new ReferenceReader("").parse(json));
    } catch (InputException e) {
      return Optional.empty();
    }
  }

  private Reference parse(String json) {
    try {
      Reference reference = MAPPER.readValue(json, Reference.class);
      if (reference == null) {
        throw problem("it is empty");
      }
      return reference;
    } catch (JsonMappingException e) {
      String what =
          e.getCause() instanceof IllegalArgumentException cause
              ? cause.getMessage()
              : InputFiles.firstLine(e);
      throw problem(what);
    } catch (JsonProcessingException e) {
      throw problem("it is not valid JSON (" + InputFiles.firstLine(e) + ")");
    }
  }

  private void checkBand(Reference reference, Band band) {
    checkEqual("band", reference.band(), band.name());
    checkEqual("dataset", reference.dataset(), band.dataset());
    checkEqual("steps", reference.steps(), band.settings().steps());
    checkEqual("every", reference.every(), band.settings().every());
    checkEqual("smoothing", reference.smoothing(), band.settings().smoothing());
    checkEqual("images", reference.images(), band.settings().images());
    checkEqual(
        "configurations",
        reference.arms().stream().map(Reference.Entry::label).toList(),
        band.arms().stream().map(BandArm::label).toList());
  }

  private void checkArms(Reference reference, Band band) {
    for (int i = 0; i < band.arms().size(); i++) {
      Reference.Entry arm = reference.arms().get(i);
      checkEqual("target of " + arm.label(), arm.target(), band.arms().get(i).target());
      checkEqual("seeds of " + arm.label(), arm.seeds(), band.referenceSeeds());
      for (BandRun run : arm.runs()) {
        if (!isNumber(run.stepsToTarget()) || !isNumber(run.loss()) || !isNumber(run.accuracy())) {
          throw problem(
              "seed %d of %s has no steps to target, loss or accuracy"
                  .formatted(run.seed(), arm.label()));
        }
      }
    }
  }

  private static boolean isNumber(Double value) {
    return value != null && Double.isFinite(value) && value >= 0;
  }

  private void checkEqual(String what, Object found, Object wanted) {
    if (!found.equals(wanted)) {
      throw problem("its %s is %s, and the band file says %s".formatted(what, found, wanted));
    }
  }

  private InputException problem(String what) {
    return new InputException(
        "%s cannot serve as reference: %s; './anact bands update' trains it again"
            .formatted(source, what));
  }
}
