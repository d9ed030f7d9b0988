package org.anact.core.onednn;

import static org.anact.core.onednn.OneDnnEngine.check;
import static org.anact.core.onednn.OneDnnHandles.describe;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_dilated_convolution_backward_data_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_dilated_convolution_backward_weights_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_dilated_convolution_forward_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nhwc;
import static org.bytedeco.dnnl.global.dnnl.dnnl_oihw;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_diff_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_x;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;
import org.anact.core.onednn.OneDnnPrimitive.Argument;
import org.bytedeco.dnnl.dnnl_convolution_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A convolution of one shape, for one thread at a time, whichever made it. Images are
 * channels-last; weights come and go as (out, in, height, width) and are rearranged to the layout
 * that oneDNN prefers, which costs little because they are few.
 *
 * <p>Data are addresses of floats; a pointer's position is ignored.
 *
 * <p>Make and call it within {@link SingleThread}: the threads are the caller's.
 */
public final class OneDnnConvolution implements AutoCloseable {

  private static final Cleaner CLEANER = Cleaner.create();

  private final ConvolutionShape shape;
  private final OneDnnHandles handles = new OneDnnHandles();
  private final dnnl_memory_desc_t input;
  private final dnnl_memory_desc_t output;
  private final dnnl_memory_desc_t anyWeights;
  private final dnnl_memory_desc_t plainWeights;
  private final dnnl_memory_desc_t bias;
  private final dnnl_primitive_desc forwardPlan;
  private final Cleaner.Cleanable cleanable;

  private Step forward;
  private Step backwardData;
  private Step backwardWeights;

  /**
   * Kept, because memory of this size that is freed goes back to the system, and comes with zeros.
   */
  private FloatPointer weightGradient;

  private FloatPointer biasGradient;

  /**
   * Gradients of the parameters.
   *
   * @param weights of the weights, (out, in, height, width)
   * @param bias of the bias; empty if the shape has none
   */
  @SuppressWarnings("ArrayRecordComponent") // nothing compares them
  public record Gradients(float[] weights, float[] bias) {}

  /** A convolution and the rearrangement of the weights that goes with it. */
  private record Step(OneDnnPrimitive convolution, OneDnnPrimitive reorder, FloatPointer weights) {}

  /** Plans the convolution; its primitives are made when they are first used. */
  public OneDnnConvolution(ConvolutionShape shape) {
    this.shape = shape;
    this.input = describe(dnnl_nhwc, shape.inputDimensions());
    this.output = describe(dnnl_nhwc, shape.outputDimensions());
    this.anyWeights = describe(dnnl_format_tag_any, shape.weightDimensions());
    this.plainWeights = describe(dnnl_oihw, shape.weightDimensions());
    this.bias = shape.bias() ? describe(dnnl_x, shape.out().channels()) : null;
    this.forwardPlan = planForward();
    this.cleanable = CLEANER.register(this, handles);
  }

  /** Frees what the convolution holds; it cannot be used any more. */
  @Override
  public void close() {
    cleanable.clean();
  }

  /** Computes y from x, weights and the bias, which is ignored if the shape has none. */
  public void forward(Pointer x, Pointer weights, Pointer biases, Pointer y) {
    load(weights);
    apply(x, biases, y);
  }

  /** Takes the weights that {@link #apply} uses. */
  public void load(Pointer weights) {
    if (forward == null) {
      dnnl_memory_desc_t preferred = query(forwardPlan, dnnl_query_weights_md);
      List<Argument> arguments =
          arguments(DNNL_ARG_SRC, input, DNNL_ARG_WEIGHTS, preferred, DNNL_ARG_DST, output);
      addBias(arguments, DNNL_ARG_BIAS);
      forward = step("a convolution", forwardPlan, arguments, plainWeights, preferred);
    }
    forward.reorder().run(weights, forward.weights());
  }

  /** Computes y from x and the bias with the weights that were loaded last. */
  public void apply(Pointer x, Pointer biases, Pointer y) {
    run(forward, x, forward.weights(), y, biases);
  }

  /** Computes dL/dx from dL/dy and the weights. */
  public void backwardData(Pointer epsilon, Pointer weights, Pointer back) {
    if (backwardData == null) {
      dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
      check(
          dnnl_dilated_convolution_backward_data_desc_init(
              operation,
              dnnl_convolution_direct,
              input,
              anyWeights,
              output,
              shape.strides(),
              shape.gaps(),
              shape.paddingBefore(),
              shape.paddingAfter()),
          "describe a convolution's gradient");
      dnnl_primitive_desc plan = handles.plan("a convolution's gradient", operation, forwardPlan);
      dnnl_memory_desc_t preferred = query(plan, dnnl_query_weights_md);
      List<Argument> arguments =
          arguments(
              DNNL_ARG_DIFF_DST, output, DNNL_ARG_WEIGHTS, preferred, DNNL_ARG_DIFF_SRC, input);
      backwardData = step("a convolution's gradient", plan, arguments, plainWeights, preferred);
    }
    backwardData.reorder().run(weights, backwardData.weights());
    backwardData.convolution().run(epsilon, backwardData.weights(), back);
  }

  /** Computes dL/dweights, and dL/dbias if the shape has one, from x and dL/dy. */
  public Gradients backwardWeights(Pointer x, Pointer epsilon) {
    if (backwardWeights == null) {
      dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
      check(
          dnnl_dilated_convolution_backward_weights_desc_init(
              operation,
              dnnl_convolution_direct,
              input,
              anyWeights,
              bias,
              output,
              shape.strides(),
              shape.gaps(),
              shape.paddingBefore(),
              shape.paddingAfter()),
          "describe a weight gradient");
      dnnl_primitive_desc plan = handles.plan("a weight gradient", operation, forwardPlan);
      dnnl_memory_desc_t preferred = query(plan, dnnl_query_diff_weights_md);
      List<Argument> arguments =
          arguments(
              DNNL_ARG_SRC, input, DNNL_ARG_DIFF_WEIGHTS, preferred, DNNL_ARG_DIFF_DST, output);
      addBias(arguments, DNNL_ARG_DIFF_BIAS);
      backwardWeights = step("a weight gradient", plan, arguments, preferred, plainWeights);
      weightGradient = handles.floats((long) shape.weights() * Float.BYTES);
      biasGradient = handles.floats((long) shape.out().channels() * Float.BYTES);
    }
    run(backwardWeights, x, backwardWeights.weights(), epsilon, biasGradient);
    backwardWeights.reorder().run(backwardWeights.weights(), weightGradient);
    return new Gradients(
        toArray(weightGradient, shape.weights()),
        shape.bias() ? toArray(biasGradient, shape.out().channels()) : new float[0]);
  }

  private static float[] toArray(FloatPointer values, int count) {
    float[] array = new float[count];
    values.get(array);
    return array;
  }

  private void run(Step step, Pointer first, Pointer second, Pointer third, Pointer biases) {
    if (shape.bias()) {
      step.convolution().run(first, second, third, biases);
    } else {
      step.convolution().run(first, second, third);
    }
  }

  private dnnl_primitive_desc planForward() {
    dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
    check(
        dnnl_dilated_convolution_forward_desc_init(
            operation,
            dnnl_forward_training,
            dnnl_convolution_direct,
            input,
            anyWeights,
            bias,
            output,
            shape.strides(),
            shape.gaps(),
            shape.paddingBefore(),
            shape.paddingAfter()),
        "describe a convolution");
    return handles.plan("a convolution", operation, null);
  }

  private static dnnl_memory_desc_t query(dnnl_primitive_desc plan, int what) {
    return dnnl_primitive_desc_query_md(plan, what, 0);
  }

  /** Makes a memory for each description, in the order role, description, role, description. */
  private List<Argument> arguments(
      int role1,
      dnnl_memory_desc_t first,
      int role2,
      dnnl_memory_desc_t second,
      int role3,
      dnnl_memory_desc_t third) {
    List<Argument> arguments = new ArrayList<>();
    arguments.add(new Argument(role1, handles.memory(first)));
    arguments.add(new Argument(role2, handles.memory(second)));
    arguments.add(new Argument(role3, handles.memory(third)));
    return arguments;
  }

  private void addBias(List<Argument> arguments, int role) {
    if (shape.bias()) {
      arguments.add(new Argument(role, handles.memory(bias)));
    }
  }

  private Step step(
      String name,
      dnnl_primitive_desc plan,
      List<Argument> arguments,
      dnnl_memory_desc_t reorderFrom,
      dnnl_memory_desc_t reorderTo) {
    List<Argument> sides = new ArrayList<>();
    sides.add(new Argument(DNNL_ARG_FROM, handles.memory(reorderFrom)));
    sides.add(new Argument(DNNL_ARG_TO, handles.memory(reorderTo)));
    OneDnnPrimitive reorder =
        primitive("a reorder", handles.reorderPlan(reorderFrom, reorderTo), sides);
    // One of the two is the plain layout, which the other can exceed by padding.
    long size =
        Math.max(dnnl_memory_desc_get_size(reorderFrom), dnnl_memory_desc_get_size(reorderTo));
    return new Step(primitive(name, plan, arguments), reorder, handles.floats(size));
  }

  /** Its scratchpad comes last among the arguments, bound once. */
  private OneDnnPrimitive primitive(
      String name, dnnl_primitive_desc plan, List<Argument> arguments) {
    handles
        .scratchpad(plan)
        .ifPresent(memory -> arguments.add(new Argument(DNNL_ARG_SCRATCHPAD, memory)));
    return new OneDnnPrimitive(name, handles.primitive(plan), arguments);
  }
}
