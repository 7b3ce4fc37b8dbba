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
            if (here == width && width == KERNELS_PANEL) {
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

typedef float KERNEL(eight) __attribute__((vector_size(32), aligned(4)));

// Eight rows by eight columns, turned in registers: neighbours change places by ones, by twos, by fours.
static inline __attribute__((always_inline)) void KERNEL(turn)(const float *in, ptrdiff_t in_stride,
                                                               float *out, ptrdiff_t out_stride) {
    KERNEL(eight) a[8], b[8];
#define EACH4(body) body(0) body(1) body(2) body(3)
#define LOAD(i)                                                                                    \
    a[2 * i] = *(const KERNEL(eight) *)(in + 2 * i * in_stride);                                   \
    a[2 * i + 1] = *(const KERNEL(eight) *)(in + (2 * i + 1) * in_stride);
#define ONES(i)                                                                                    \
    b[2 * i] = __builtin_shufflevector(a[2 * i], a[2 * i + 1], 0, 8, 1, 9, 4, 12, 5, 13);          \
    b[2 * i + 1] = __builtin_shufflevector(a[2 * i], a[2 * i + 1], 2, 10, 3, 11, 6, 14, 7, 15);
// From the pairs of rows i / 2 * 4 and two below, columns of one parity of i.
#define TWOS(i)                                                                                    \
    a[i / 2 * 4 + i % 2 * 2] = __builtin_shufflevector(                                            \
        b[i / 2 * 4 + i % 2], b[i / 2 * 4 + i % 2 + 2], 0, 1, 8, 9, 4, 5, 12, 13);                 \
    a[i / 2 * 4 + i % 2 * 2 + 1] = __builtin_shufflevector(                                        \
        b[i / 2 * 4 + i % 2], b[i / 2 * 4 + i % 2 + 2], 2, 3, 10, 11, 6, 7, 14, 15);
#define FOURS(i)                                                                                   \
    *(KERNEL(eight) *)(out + i * out_stride) =                                                     \
        __builtin_shufflevector(a[i], a[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);                         \
    *(KERNEL(eight) *)(out + (i + 4) * out_stride) =                                               \
        __builtin_shufflevector(a[i], a[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
    EACH4(LOAD) EACH4(ONES) EACH4(TWOS) EACH4(FOURS)
#undef EACH4
#undef LOAD
#undef ONES
#undef TWOS
#undef FOURS
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
