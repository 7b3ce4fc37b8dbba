// Included once for each instruction set, with KERNEL(name) defined: a convolution's windows, as rows
// of a matrix, added where they lie in a map. A window's row is contiguous in a map with the channels
// last.
#include "CKernels.h"

static void KERNEL(scatter_windows)(const float *columns, float *large,
                                    const kernels_window *window) {
    const ptrdiff_t span = window->kernel * window->large_channels;
    for (ptrdiff_t y = 0; y < window->small_height; y++) {
        for (ptrdiff_t x = 0; x < window->small_width; x++) {
            float *tap = large + y * window->stride * window->large_row +
                         x * window->stride * window->large_channels;
            for (ptrdiff_t ky = 0; ky < window->kernel; ky++, columns += span) {
                float *to = tap + ky * window->large_row;
                for (ptrdiff_t i = 0; i < span; i++) to[i] += columns[i];
            }
        }
    }
}
