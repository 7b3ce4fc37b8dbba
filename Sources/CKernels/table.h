// Included last for each instruction set: its kernels by name.
const kernels_table KERNEL(table) = {
    .name = ISA_NAME,
    .bias_activate = KERNEL(bias_activate),
    .bias_add = KERNEL(bias_add),
    .activation_gradient = KERNEL(activation_gradient),
    .column_sums = KERNEL(column_sums),
    .bernoulli = KERNEL(bernoulli),
    .sigmoid = KERNEL(sigmoid),
    .adam = KERNEL(adam),
    .cubic_sums = KERNEL(cubic_sums),
    .gather_windows = KERNEL(gather_windows),
    .scatter_windows = KERNEL(scatter_windows),
};
