package org.anact.core.onednn;

import static org.anact.core.onednn.OneDnnEngine.check;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_init_by_tag;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_set_data_handle;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_scratchpad_mode;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_scratchpad_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_reorder_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_scratchpad_mode_user;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.bytedeco.dnnl.const_dnnl_op_desc_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** Makes objects of oneDNN and frees them all at the end, last made first. */
final class OneDnnHandles implements Runnable {

  private final Deque<Runnable> releases = new ArrayDeque<>();

  static dnnl_memory_desc_t describe(int layout, long... dimensions) {
    dnnl_memory_desc_t description = new dnnl_memory_desc_t();
    check(
        dnnl_memory_desc_init_by_tag(description, dimensions.length, dimensions, dnnl_f32, layout),
        "describe a tensor");
    return description;
  }

  /** A memory whose data are bound later. */
  dnnl_memory memory(dnnl_memory_desc_t description) {
    dnnl_memory memory = new dnnl_memory();
    check(
        dnnl_memory_create(memory, description, OneDnnEngine.get().engine(), new Pointer()),
        "make a memory");
    releases.push(() -> dnnl_memory_destroy(memory));
    return memory;
  }

  dnnl_primitive_desc plan(String name, Pointer operation, dnnl_primitive_desc forward) {
    dnnl_primitive_desc plan = new dnnl_primitive_desc();
    dnnl_primitive_attr attributes = ownScratchpad();
    int status =
        dnnl_primitive_desc_create(
            plan,
            new const_dnnl_op_desc_t(operation),
            attributes,
            OneDnnEngine.get().engine(),
            forward);
    dnnl_primitive_attr_destroy(attributes);
    check(status, "plan " + name);
    releases.push(() -> dnnl_primitive_desc_destroy(plan));
    return plan;
  }

  dnnl_primitive_desc reorderPlan(dnnl_memory_desc_t from, dnnl_memory_desc_t to) {
    dnnl_primitive_desc plan = new dnnl_primitive_desc();
    dnnl_primitive_attr attributes = ownScratchpad();
    int status =
        dnnl_reorder_primitive_desc_create(
            plan, from, OneDnnEngine.get().engine(), to, OneDnnEngine.get().engine(), attributes);
    dnnl_primitive_attr_destroy(attributes);
    check(status, "plan a reorder");
    releases.push(() -> dnnl_primitive_desc_destroy(plan));
    return plan;
  }

  /**
   * By default the scratchpad is the maker's thread's, and in any other one the process crashes.
   */
  private static dnnl_primitive_attr ownScratchpad() {
    dnnl_primitive_attr attributes = new dnnl_primitive_attr();
    check(dnnl_primitive_attr_create(attributes), "make attributes");
    check(
        dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user),
        "choose a scratchpad");
    return attributes;
  }

  /** The memory in which a primitive of the plan works, if it needs any. */
  Optional<dnnl_memory> scratchpad(dnnl_primitive_desc plan) {
    dnnl_memory_desc_t description =
        dnnl_primitive_desc_query_md(plan, dnnl_query_scratchpad_md, 0);
    long size = dnnl_memory_desc_get_size(description);
    if (size == 0) {
      return Optional.empty();
    }
    FloatPointer data = floats(size);
    dnnl_memory memory = memory(description);
    check(dnnl_memory_set_data_handle(memory, data), "bind a scratchpad");
    return Optional.of(memory);
  }

  /** Memory of that many bytes. */
  FloatPointer floats(long bytes) {
    FloatPointer data = new FloatPointer((bytes + Float.BYTES - 1) / Float.BYTES);
    releases.push(data::close);
    return data;
  }

  dnnl_primitive primitive(dnnl_primitive_desc plan) {
    dnnl_primitive primitive = new dnnl_primitive();
    check(dnnl_primitive_create(primitive, plan), "make a primitive");
    releases.push(() -> dnnl_primitive_destroy(primitive));
    return primitive;
  }

  @Override
  public void run() {
    releases.forEach(Runnable::run);
    releases.clear();
  }
}
