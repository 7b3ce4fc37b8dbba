// Included once for each instruction set, with KERNEL(name) defined: a matrix's columns in panels,
// each of which a contraction reads from its first value to its last. Weights come from beyond the L2
// cache, row by row from places far apart, so rows to come are asked for in time.
#include "CKernels.h"
#include <string.h>

enum { KERNEL(rows_ahead) = 8, KERNEL(cache_line) = 16 /* floats */ };

static void KERNEL(pack)(const float *matrix, ptrdiff_t row_stride, float *panels, ptrdiff_t rows,
                         ptrdiff_t columns, ptrdiff_t width) {
    for (ptrdiff_t r = 0; r < rows; r++) {
        const float *row = matrix + r * row_stride;
        const float *later = row + KERNEL(rows_ahead) * row_stride;
        float *to = panels + r * width;
        for (ptrdiff_t from = 0; from < columns; from += width, to += rows * width) {
            const ptrdiff_t here = columns - from < width ? columns - from : width;
            for (ptrdiff_t i = 0; i < here; i += KERNEL(cache_line))
                __builtin_prefetch(later + from + i);
            if (here == KERNELS_PANEL) {
                memcpy(to, row + from, KERNELS_PANEL * sizeof(float)); // a known size, so no call
                continue;
            }
            ptrdiff_t c = 0;
            for (; c + 4 <= here; c += 4) memcpy(to + c, row + from + c, 4 * sizeof(float));
            for (; c < here; c++) to[c] = row[from + c];
            for (; c < width; c++) to[c] = 0;
        }
    }
}

// Eight rows by eight columns, turned in registers.
static inline __attribute__((always_inline)) void KERNEL(turn)(const float *in, ptrdiff_t in_stride,
                                                               float *out, ptrdiff_t out_stride) {
    enum { block = KERNEL(rows_ahead) };
    float turned[block][block];
#pragma clang loop unroll(full)
    for (int i = 0; i < block; i++)
#pragma clang loop unroll(full)
        for (int j = 0; j < block; j++) turned[j][i] = in[i * in_stride + j];
#pragma clang loop unroll(full)
    for (int j = 0; j < block; j++) memcpy(out + j * out_stride, turned[j], sizeof turned[j]);
}

static void KERNEL(pack_transposed)(const float *matrix, ptrdiff_t row_stride, float *panels,
                                    ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t width) {
    enum { block = KERNEL(rows_ahead) };
    for (ptrdiff_t from = 0; from < columns; from += width, panels += rows * width) {
        const ptrdiff_t here = columns - from < width ? columns - from : width;
        if (here < width) memset(panels, 0, (size_t)(rows * width) * sizeof(float));
        ptrdiff_t c = 0;
        for (; c + block <= here; c += block) {
            const float *in = matrix + (from + c) * row_stride;
            const float *later = in + block * row_stride;
            ptrdiff_t r = 0;
            for (; r + block <= rows; r += block) {
                for (int i = 0; i < block; i++) __builtin_prefetch(later + i * row_stride + r);
                KERNEL(turn)(in + r, row_stride, panels + r * width + c, width);
            }
            for (; r < rows; r++)
                for (int i = 0; i < block; i++) panels[r * width + c + i] = in[i * row_stride + r];
        }
        for (; c < here; c++)
            for (ptrdiff_t r = 0; r < rows; r++)
                panels[r * width + c] = matrix[(from + c) * row_stride + r];
    }
}
