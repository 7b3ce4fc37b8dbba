// Included once for each instruction set, with KERNEL(name) and KERNEL_VECTOR (floats) defined: the
// one loop that all layers spend their time in. A tile of the result stays in registers; a step
// multiplies one value of each of its rows with a row of B.
#include "CKernels.h"

// Vectors in a row of a tile, and rows in a run: the sums of two runs, a row of B and one value of A
// fill the registers (32, but 16 where vectors are of AVX2 or SSE).
#if KERNEL_VECTOR == 16
enum { KERNEL(vectors) = 2, KERNEL(rows) = 7 };
#elif defined(__aarch64__)
enum { KERNEL(vectors) = 4, KERNEL(rows) = 3 };
#else
enum { KERNEL(vectors) = 2, KERNEL(rows) = 3 };
#endif
typedef float KERNEL(vector) __attribute__((vector_size(4 * KERNEL_VECTOR), aligned(4)));

// Where row `row` of a run lies, from its first: the few sums of strides that an address can hold, so
// that a run of seven rows takes four registers. Strides are in bytes.
#define ROW(first, row)                                                                            \
    (*(const float *)((first) + ((row) == 0   ? 0                                                  \
                                 : (row) == 1 ? one                                                \
                                 : (row) == 2 ? 2 * one                                            \
                                 : (row) == 3 ? three                                              \
                                 : (row) == 4 ? 4 * one                                            \
                                 : (row) == 5 ? five                                               \
                                              : 2 * three)))

static inline __attribute__((always_inline)) void
KERNEL(tile)(const kernels_contraction *s, const float *a0, const float *a1, const float *b,
             float *c0, float *c1, ptrdiff_t c_row, int add, const int runs, const int rows,
             const int vectors) {
    KERNEL(vector) sum[2][KERNEL(rows)][KERNEL(vectors)];
#pragma clang loop unroll(full)
    for (int run = 0; run < runs; run++)
#pragma clang loop unroll(full)
        for (int row = 0; row < rows; row++)
#pragma clang loop unroll(full)
            for (int v = 0; v < vectors; v++) sum[run][row][v] = (KERNEL(vector)){0};

    const ptrdiff_t one = s->a_row * 4, three = 3 * one, five = 5 * one;
    const ptrdiff_t a_step = s->a_step * 4, b_step = s->b_step;
    for (ptrdiff_t plane = 0; plane < s->planes; plane++) {
        for (ptrdiff_t segment = 0; segment < s->segments; segment++) {
            const ptrdiff_t from = plane * s->a_plane + segment * s->a_segment;
            const char *p0 = (const char *)(a0 + from), *p1 = (const char *)(a1 + from);
            const float *q = b + plane * s->b_plane + segment * s->b_segment;
#pragma clang loop unroll(disable)
            for (ptrdiff_t step = s->steps; step > 0; step--) {
                // Hides how the pointers move, so that no pointer is kept for every row.
                __asm__("" : "+r"(p0), "+r"(p1));
                KERNEL(vector) w[KERNEL(vectors)];
#pragma clang loop unroll(full)
                for (int v = 0; v < vectors; v++)
                    w[v] = *(const KERNEL(vector) *)(q + v * KERNEL_VECTOR);
#pragma clang loop unroll(full)
                for (int row = 0; row < rows; row++) {
                    const float x = ROW(p0, row);
#pragma clang loop unroll(full)
                    for (int v = 0; v < vectors; v++) sum[0][row][v] += w[v] * x;
                }
                if (runs == 2) {
#pragma clang loop unroll(full)
                    for (int row = 0; row < rows; row++) {
                        const float x = ROW(p1, row);
#pragma clang loop unroll(full)
                        for (int v = 0; v < vectors; v++) sum[1][row][v] += w[v] * x;
                    }
                }
                p0 += a_step;
                p1 += a_step;
                q += b_step;
            }
        }
    }
#pragma clang loop unroll(full)
    for (int run = 0; run < runs; run++)
#pragma clang loop unroll(full)
        for (int row = 0; row < rows; row++)
#pragma clang loop unroll(full)
            for (int v = 0; v < vectors; v++) {
                KERNEL(vector) *to =
                    (KERNEL(vector) *)((run ? c1 : c0) + row * c_row + v * KERNEL_VECTOR);
                *to = add ? *to + sum[run][row][v] : sum[run][row][v];
            }
}

// A function for every height of a tile, one run or two, and half its width or all of it.
typedef void KERNEL(tile_function)(const kernels_contraction *, const float *, const float *,
                                   const float *, float *, float *, ptrdiff_t, int);
#define TILE(runs, rows, halves)                                                                   \
    static __attribute__((noinline)) void KERNEL(tile_##runs##_##rows##_##halves)(                 \
        const kernels_contraction *s, const float *a0, const float *a1, const float *b, float *c0, \
        float *c1, ptrdiff_t c_row, int add) {                                                     \
        KERNEL(tile)(s, a0, a1, b, c0, c1, c_row, add, runs, rows,                                 \
                     halves * KERNEL(vectors) / 2);                                                \
    }
#define TILES(rows) TILE(1, rows, 1) TILE(1, rows, 2) TILE(2, rows, 1) TILE(2, rows, 2)
#define NAMES(rows)                                                                                \
    {{KERNEL(tile_1_##rows##_1), KERNEL(tile_1_##rows##_2)},                                       \
     {KERNEL(tile_2_##rows##_1), KERNEL(tile_2_##rows##_2)}}
TILES(1) TILES(2) TILES(3)
#if KERNEL_VECTOR == 16
TILES(4) TILES(5) TILES(6) TILES(7)
#endif
static KERNEL(tile_function) *const KERNEL(tiles)[KERNEL(rows)][2][2] = {
    NAMES(1), NAMES(2), NAMES(3),
#if KERNEL_VECTOR == 16
    NAMES(4), NAMES(5), NAMES(6), NAMES(7),
#endif
};

// Some columns of the result of one tile, which are fewer than a function works out.
static void KERNEL(part_of_tile)(const kernels_contraction *s, const kernels_tile *t,
                                 KERNEL(tile_function) *function, const float *a, const float *b,
                                 float *c, ptrdiff_t columns, int add) {
    enum { width = KERNEL_VECTOR * KERNEL(vectors) };
    float sums[2][KERNEL(rows) * width];
    function(s, a + t->a[0], a + t->a[1], b, sums[0], sums[1], width, 0);
    for (ptrdiff_t run = 0; run < t->runs; run++)
        for (ptrdiff_t row = 0; row < t->rows; row++) {
            float *to = c + t->c[run] + row * s->c_row;
            const float *from = sums[run] + row * width;
            for (ptrdiff_t i = 0; i < columns; i++) to[i] = add ? to[i] + from[i] : from[i];
        }
}

static void KERNEL(contract)(const kernels_contraction *s, const kernels_tile *tiles,
                             ptrdiff_t count, const float *a, const float *b, float *c,
                             ptrdiff_t columns, int add) {
    enum { width = KERNEL_VECTOR * KERNEL(vectors) };
    for (ptrdiff_t from = 0; from < columns; from += width) {
        const ptrdiff_t here = columns - from < width ? columns - from : width;
        const int wide = here > width / 2;
        const float *row = b + from / KERNELS_PANEL * s->b_panel + from % KERNELS_PANEL;
        for (const kernels_tile *t = tiles; t < tiles + count; t++) {
            KERNEL(tile_function) *function = KERNEL(tiles)[t->rows - 1][t->runs - 1][wide];
            if (here == width || here == width / 2)
                function(s, a + t->a[0], a + t->a[1], row, c + t->c[0] + from,
                         c + t->c[1] + from, s->c_row, add);
            else
                KERNEL(part_of_tile)(s, t, function, a, row, c + from, here, add);
        }
    }
}
#undef ROW
#undef TILE
#undef TILES
#undef NAMES
