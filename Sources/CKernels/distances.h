// Included once for each instruction set, after contract.h: how far rows are from each other. A tile
// of some rows by some columns of a panel stays in registers.
#include "CKernels.h"

enum { KERNEL(near_rows) = KERNEL_VECTOR == 16 ? 8 : 4, KERNEL(near_columns) = 2 * KERNEL_VECTOR };

static inline __attribute__((always_inline)) void
KERNEL(near_tile)(const float *rows, const float *panel, float *out, ptrdiff_t out_row,
                  ptrdiff_t width, const int count) {
    KERNEL(vector) sum[KERNEL(near_rows)][2];
#pragma clang loop unroll(full)
    for (int row = 0; row < count; row++) sum[row][0] = sum[row][1] = (KERNEL(vector)){0};
#pragma clang loop unroll(disable)
    for (ptrdiff_t i = 0; i < width; i++, rows++, panel += KERNELS_PANEL) {
        const KERNEL(vector) left = *(const KERNEL(vector) *)panel;
        const KERNEL(vector) right = *(const KERNEL(vector) *)(panel + KERNEL_VECTOR);
#pragma clang loop unroll(full)
        for (int row = 0; row < count; row++) {
            const float x = rows[row * width];
            const KERNEL(vector) a = left - x, b = right - x;
            sum[row][0] += a * a;
            sum[row][1] += b * b;
        }
    }
#pragma clang loop unroll(full)
    for (int row = 0; row < count; row++) {
        KERNEL(vector) *to = (KERNEL(vector) *)(out + row * out_row);
        to[0] = sum[row][0];
        to[1] = sum[row][1];
    }
}

static void KERNEL(squared_distances)(const float *rows, const float *panels, float *out,
                                      ptrdiff_t count, ptrdiff_t columns, ptrdiff_t width) {
    for (ptrdiff_t column = 0; column < columns; column += KERNELS_PANEL) {
        for (ptrdiff_t part = 0; part < KERNELS_PANEL; part += KERNEL(near_columns)) {
            const float *panel = panels + column * width + part;
            float *to = out + column + part;
            ptrdiff_t row = 0;
            for (; row + KERNEL(near_rows) <= count; row += KERNEL(near_rows))
                KERNEL(near_tile)(rows + row * width, panel, to + row * columns, columns, width,
                                  KERNEL(near_rows));
            for (; row < count; row++)
                KERNEL(near_tile)(rows + row * width, panel, to + row * columns, columns, width, 1);
        }
    }
}
