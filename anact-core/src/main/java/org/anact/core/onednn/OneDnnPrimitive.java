package org.anact.core.onednn;

import static org.anact.core.onednn.OneDnnEngine.check;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_set_data_handle;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;

import java.util.List;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.javacpp.Pointer;

/** A primitive with the memories that it reads and writes. */
final class OneDnnPrimitive {

  private final String name;
  private final dnnl_primitive primitive;
  private final List<Argument> arguments;
  private final dnnl_exec_arg_t table;

  /** One memory and its role, one of the {@code DNNL_ARG_} numbers. */
  record Argument(int role, dnnl_memory memory) {}

  OneDnnPrimitive(String name, dnnl_primitive primitive, List<Argument> arguments) {
    this.name = name;
    this.primitive = primitive;
    this.arguments = List.copyOf(arguments);
    this.table = new dnnl_exec_arg_t(arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      table.position(i).arg(arguments.get(i).role()).memory(arguments.get(i).memory());
    }
    table.position(0);
  }

  /** Runs on these data, one for each argument in the order of their declaration; others stay. */
  void run(Pointer... data) {
    for (int i = 0; i < data.length; i++) {
      check(dnnl_memory_set_data_handle(arguments.get(i).memory(), data[i]), "bind " + name);
    }
    int status =
        dnnl_primitive_execute(primitive, OneDnnEngine.get().stream(), arguments.size(), table);
    check(status, "run " + name);
  }
}
