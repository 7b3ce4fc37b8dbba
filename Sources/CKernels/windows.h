// Included once for each instruction set, with KERNEL(name) defined: the windows of a convolution as
// rows of a matrix, and back. A window's row is contiguous in a map with the channels last.
#include "CKernels.h"
#include <string.h>

static void KERNEL(gather_windows)(const float *large, float *columns,
                                   const kernels_window *window) {
    const ptrdiff_t row = window->large_width * window->large_channels;
    const ptrdiff_t span = window->kernel * window->large_channels;
    for (ptrdiff_t y = 0; y < window->small_height; y++) {
        for (ptrdiff_t x = 0; x < window->small_width; x++) {
            const float *tap = large + y * window->stride * row +
                               x * window->stride * window->large_channels;
            for (ptrdiff_t ky = 0; ky < window->kernel; ky++, columns += span) {
                const float *from = tap + ky * row;
                for (ptrdiff_t i = 0; i < span; i++) columns[i] = from[i];
            }
        }
    }
}

static void KERNEL(scatter_windows)(const float *columns, float *large,
                                    const kernels_window *window) {
    const ptrdiff_t row = window->large_width * window->large_channels;
    const ptrdiff_t span = window->kernel * window->large_channels;
    for (ptrdiff_t y = 0; y < window->small_height; y++) {
        for (ptrdiff_t x = 0; x < window->small_width; x++) {
            float *tap = large + y * window->stride * row +
                         x * window->stride * window->large_channels;
            for (ptrdiff_t ky = 0; ky < window->kernel; ky++, columns += span) {
                float *to = tap + ky * row;
                for (ptrdiff_t i = 0; i < span; i++) to[i] += columns[i];
            }
        }
    }
}
