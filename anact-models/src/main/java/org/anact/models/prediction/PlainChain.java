package org.anact.models.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anact.core.fast.FastConvolution;
import org.anact.core.signal.ActivationSite;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;

/**
 * The activations of a plain network in their order, and what lies between them. A network with
 * batch norm or shortcuts is not plain: the theory does not cover it.
 *
 * <p>The variance of the gradient is not the same at every place of an image: fewer outputs see a
 * place at the border. Over layers that adds up, so the fans of each layer follow from the profile
 * that all layers above it make; from where the chain begins, or from above what the theory does
 * not cover, it starts uniform. That of the forward pass goes the other way and takes the
 * activation as linear.
 */
public final class PlainChain {

  /**
   * How many products a sum of a layer has on average, which is what its weights' variance is
   * multiplied by.
   *
   * @param layer name of the weight layer
   * @param in products behind one of its outputs: Var(y_next) = in Var(w) E[x^2]
   * @param out products behind the gradient of one of its inputs: Var(dL/dx) = out Var(w)
   *     Var(dL/dy_next)
   */
  public record Fans(String layer, double in, double out) {}

  /**
   * The one weight layer between two activations.
   *
   * @param layer its name
   * @param rows its geometry from top to bottom
   * @param columns its geometry from left to right
   * @param channelsIn numbers that it reads at each place
   * @param channelsOut numbers that it writes at each place
   */
  record Link(String layer, Taps rows, Taps columns, int channelsIn, int channelsOut) {}

  private final List<String> sites;
  private final List<Optional<Link>> links;

  private PlainChain(List<String> sites, List<Optional<Link>> links) {
    this.sites = sites;
    this.links = links;
  }

  /** Returns the chain of a network; none if it is not plain. */
  public static Optional<PlainChain> of(ComputationGraph net, InputType input) {
    ComputationGraphConfiguration conf = net.getConfiguration().clone();
    Map<String, InputType> outputs = conf.getLayerActivationTypes(input);
    List<String> sites = new ArrayList<>();
    List<Optional<Link>> links = new ArrayList<>();
    List<String> between = new ArrayList<>();
    for (int index : net.topologicalSortOrder()) {
      GraphVertex vertex = net.getVertices()[index];
      if (isMany(vertex.getInputVertices()) || isMany(vertex.getOutputVertices())) {
        return Optional.empty();
      }
      if (!vertex.hasLayer()) {
        continue;
      }
      if (vertex.getLayer().conf().getLayer() instanceof BatchNormalization) {
        return Optional.empty();
      }
      if (vertex.getLayer() instanceof ActivationSite) {
        if (!sites.isEmpty()) {
          links.add(link(net, between, outputs.get(sites.get(sites.size() - 1)), outputs));
        }
        sites.add(vertex.getVertexName());
        between.clear();
      } else {
        between.add(vertex.getVertexName());
      }
    }
    return Optional.of(new PlainChain(sites, links));
  }

  private static boolean isMany(VertexIndices[] neighbours) {
    return neighbours != null && neighbours.length > 1;
  }

  private static Optional<Link> link(
      ComputationGraph net, List<String> between, InputType from, Map<String, InputType> outputs) {
    if (between.size() != 1) {
      return Optional.empty();
    }
    String name = between.get(0);
    InputType to = outputs.get(name);
    Layer layer = net.getLayer(name).conf().getLayer();
    if (layer instanceof ConvolutionLayer convolution && isOrdinary(convolution)) {
      return convolution(
          name,
          convolution,
          (InputType.InputTypeConvolutional) from,
          (InputType.InputTypeConvolutional) to);
    }
    if (layer instanceof FeedForwardLayer dense
        && (dense instanceof DenseLayer || dense instanceof BaseOutputLayer)) {
      int in = Math.toIntExact(dense.getNIn());
      int out = Math.toIntExact(dense.getNOut());
      return Optional.of(new Link(name, Taps.POINT, Taps.POINT, in, out));
    }
    return Optional.empty();
  }

  /** Transposed, depthwise, separable and one-dimensional ones are subclasses with other fans. */
  private static boolean isOrdinary(ConvolutionLayer layer) {
    return layer.getClass() == ConvolutionLayer.class || layer instanceof FastConvolution;
  }

  private static Optional<Link> convolution(
      String name,
      ConvolutionLayer layer,
      InputType.InputTypeConvolutional from,
      InputType.InputTypeConvolutional to) {
    if (layer.getDilation()[0] != 1 || layer.getDilation()[1] != 1) {
      return Optional.empty();
    }
    return Optional.of(
        new Link(
            name,
            taps(layer, 0, from.getHeight(), to.getHeight()),
            taps(layer, 1, from.getWidth(), to.getWidth()),
            Math.toIntExact(from.getChannels()),
            Math.toIntExact(to.getChannels())));
  }

  /** SAME pads as many zeros as the outputs need, and the odd one after the image. */
  private static Taps taps(ConvolutionLayer layer, int axis, long inputs, long outputs) {
    int kernel = layer.getKernelSize()[axis];
    int stride = layer.getStride()[axis];
    long missing = (outputs - 1) * stride + kernel - inputs;
    int before =
        layer.getConvolutionMode() == ConvolutionMode.Same
            ? (int) Math.max(0, missing) / 2
            : layer.getPadding()[axis];
    return new Taps(Math.toIntExact(inputs), Math.toIntExact(outputs), kernel, stride, before);
  }

  /** Returns the names of the activations, from the first. */
  public List<String> sites() {
    return List.copyOf(sites);
  }

  /**
   * Returns the fans of what lies behind each activation but the last; none where that is not one
   * weight layer alone.
   */
  public List<Optional<Fans>> fans() {
    double[] in = new double[links.size()];
    Optional<Profile> signal = Optional.empty();
    for (int i = 0; i < links.size(); i++) {
      if (links.get(i).isEmpty()) {
        signal = Optional.empty();
        continue;
      }
      Link link = links.get(i).get();
      Profile before = Profile.orUniform(signal, link.rows().inputs(), link.columns().inputs());
      Profile after = before.forward(link);
      in[i] = link.channelsIn() * after.mean();
      signal = Optional.of(after.normalized());
    }
    List<Optional<Fans>> fans = new ArrayList<>();
    Optional<Profile> gradient = Optional.empty();
    for (int i = links.size() - 1; i >= 0; i--) {
      if (links.get(i).isEmpty()) {
        gradient = Optional.empty();
        fans.add(0, Optional.empty());
        continue;
      }
      Link link = links.get(i).get();
      Profile after = Profile.orUniform(gradient, link.rows().outputs(), link.columns().outputs());
      Profile before = after.back(link);
      fans.add(0, Optional.of(new Fans(link.layer(), in[i], link.channelsOut() * before.mean())));
      gradient = Optional.of(before.normalized());
    }
    return fans;
  }
}
