// Included once for each instruction set, with KERNEL(name) defined: a matrix's columns in panels,
// each of which a contraction reads from its first value to its last.
#include "CKernels.h"
#include <string.h>

static void KERNEL(pack)(const float *matrix, ptrdiff_t row_stride, float *panels, ptrdiff_t rows,
                         ptrdiff_t columns, ptrdiff_t width) {
    for (ptrdiff_t from = 0; from < columns; from += width, panels += rows * width) {
        const ptrdiff_t here = columns - from < width ? columns - from : width;
        const float *row = matrix + from;
        float *to = panels;
        for (ptrdiff_t r = 0; r < rows; r++, row += row_stride, to += width) {
            if (here == KERNELS_PANEL) {
                memcpy(to, row, KERNELS_PANEL * sizeof(float)); // a known size, so no call
                continue;
            }
            ptrdiff_t c = 0;
            for (; c < here; c++) to[c] = row[c];
            for (; c < width; c++) to[c] = 0;
        }
    }
}

static void KERNEL(pack_transposed)(const float *matrix, ptrdiff_t row_stride, float *panels,
                                    ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t width) {
    enum { block = 8 }; // a block's lines stay in the cache while it is turned
    for (ptrdiff_t from = 0; from < columns; from += width, panels += rows * width) {
        const ptrdiff_t here = columns - from < width ? columns - from : width;
        if (here < width) memset(panels, 0, (size_t)(rows * width) * sizeof(float));
        ptrdiff_t r = 0;
        for (; r + block <= rows; r += block) {
            ptrdiff_t c = 0;
            for (; c + block <= here; c += block) {
                const float *in = matrix + (from + c) * row_stride + r;
                float *out = panels + r * width + c;
                float turned[block][block];
#pragma clang loop unroll(full)
                for (int i = 0; i < block; i++)
#pragma clang loop unroll(full)
                    for (int j = 0; j < block; j++) turned[j][i] = in[i * row_stride + j];
#pragma clang loop unroll(full)
                for (int j = 0; j < block; j++)
                    memcpy(out + j * width, turned[j], sizeof turned[j]);
            }
            for (; c < here; c++)
                for (int j = 0; j < block; j++)
                    panels[(r + j) * width + c] = matrix[(from + c) * row_stride + r + j];
        }
        for (; r < rows; r++)
            for (ptrdiff_t c = 0; c < here; c++)
                panels[r * width + c] = matrix[(from + c) * row_stride + r];
    }
}
