// Included last for each instruction set: its kernels by name.
const kernels_table KERNEL(table) = {
    .name = ISA_NAME,
    .bias_activate = KERNEL(bias_activate),
    .bias_add = KERNEL(bias_add),
    .activation_gradient = KERNEL(activation_gradient),
    .column_sums = KERNEL(column_sums),
    .bernoulli = KERNEL(bernoulli),
    .continuous_bernoulli = KERNEL(continuous_bernoulli),
    .squared_error = KERNEL(squared_error),
    .sigmoid = KERNEL(sigmoid),
    .continuous_bernoulli_mean = KERNEL(continuous_bernoulli_mean),
    .adam = KERNEL(adam),
    .cubic_sums = KERNEL(cubic_sums),
    .gather_windows = KERNEL(gather_windows),
    .scatter_windows = KERNEL(scatter_windows),
};
