// Included once for each instruction set, with KERNEL(name) and KERNEL_VECTOR (floats) defined: the
// linear maps around Winograd's products for two taps, y[i] = w0 x[i] + w1 x[i + 1]. In one dimension
// n outputs are n + 1 products of values of w(t) = w0 + w1 t and of values made from n + 1 inputs, at
// the points t = 0, 1, infinity and, for n = 3, -1 (Winograd 1980; Lavin and Gray 2016, section 4).
// In two dimensions each map is applied to rows, then to columns. Channels are lanes.
#include "CKernels.h"

typedef float KERNEL(lane) __attribute__((vector_size(4 * KERNEL_VECTOR), aligned(4)));
#define INLINE static inline __attribute__((always_inline))

// n + 1 inputs to n + 1 points.
INLINE void KERNEL(points_of_input)(const KERNEL(lane) *x, KERNEL(lane) *p, int step, const int n) {
    if (n == 2) {
        p[0] = x[0] - x[step];
        p[step] = x[step];
        p[2 * step] = x[2 * step] - x[step];
    } else {
        p[0] = x[0] - x[2 * step];
        p[step] = (x[step] + x[2 * step]) * 0.5f;
        p[2 * step] = x[3 * step] - x[step];
        p[3 * step] = (x[2 * step] - x[step]) * 0.5f;
    }
}

// n + 1 points to n outputs.
INLINE void KERNEL(output_of_points)(const KERNEL(lane) *p, KERNEL(lane) *y, int step, const int n) {
    if (n == 2) {
        y[0] = p[0] + p[step];
        y[step] = p[step] + p[2 * step];
    } else {
        const KERNEL(lane) even = p[step] + p[3 * step];
        y[0] = p[0] + even;
        y[step] = p[step] - p[3 * step];
        y[2 * step] = even + p[2 * step];
    }
}

// The adjoint: n outputs' gradients to n + 1 points.
INLINE void KERNEL(points_of_gradient)(const KERNEL(lane) *g, KERNEL(lane) *p, int step,
                                       const int n) {
    if (n == 2) {
        p[0] = g[0];
        p[step] = g[0] + g[step];
        p[2 * step] = g[step];
    } else {
        const KERNEL(lane) even = g[0] + g[2 * step];
        p[0] = g[0];
        p[step] = even + g[step];
        p[2 * step] = g[2 * step];
        p[3 * step] = even - g[step];
    }
}

enum { KERNEL(side) = KERNELS_WINOGRAD_SIDE };

// Both dimensions: x is [4][4] with rows `side` apart, of which a map uses what it needs.
#define BOTH(map, from_rows, to_columns)                                                           \
    KERNEL(lane) half[KERNEL(side) * KERNEL(side)], out[KERNEL(side) * KERNEL(side)];              \
    _Pragma("clang loop unroll(full)") for (int i = 0; i < (from_rows); i++)                       \
        KERNEL(map)(in + i * KERNEL(side), half + i * KERNEL(side), 1, width);                     \
    _Pragma("clang loop unroll(full)") for (int j = 0; j < (to_columns); j++)                      \
        KERNEL(map)(half + j, out + j, KERNEL(side), height);

// For each vector of channels: pixels read, mapped, points written; or the other way.
#define READ_PIXELS(rows, columns)                                                                 \
    KERNEL(lane) in[KERNEL(side) * KERNEL(side)];                                                  \
    _Pragma("clang loop unroll(full)") for (int i = 0; i < (rows); i++)                            \
        _Pragma("clang loop unroll(full)") for (int j = 0; j < (columns); j++)                     \
            in[i * KERNEL(side) + j] =                                                             \
                *(const KERNEL(lane) *)(pixels + i * map->row + j * map->pixel + c);
#define WRITE_POINTS                                                                               \
    _Pragma("clang loop unroll(full)") for (int i = 0; i <= height; i++)                           \
        _Pragma("clang loop unroll(full)") for (int j = 0; j <= width; j++)                        \
            *(KERNEL(lane) *)(points + patch->points[i * KERNEL(side) + j] + c) =                  \
                out[i * KERNEL(side) + j];

INLINE void KERNEL(patch_input)(const kernels_patch_map *map, const kernels_patch *patch,
                                const float *pixels, float *points, const int height,
                                const int width) {
    for (ptrdiff_t c = 0; c < map->channels; c += KERNEL_VECTOR) {
        READ_PIXELS(height + 1, width + 1)
        BOTH(points_of_input, height + 1, width + 1)
        WRITE_POINTS
    }
}

INLINE void KERNEL(patch_gradient)(const kernels_patch_map *map, const kernels_patch *patch,
                                   const float *pixels, float *points, const int height,
                                   const int width) {
    for (ptrdiff_t c = 0; c < map->channels; c += KERNEL_VECTOR) {
        READ_PIXELS(height, width)
        BOTH(points_of_gradient, height, width + 1)
        WRITE_POINTS
    }
}

INLINE void KERNEL(patch_output)(const kernels_patch_map *map, const kernels_patch *patch,
                                 float *pixels, const float *points, const int height,
                                 const int width) {
    for (ptrdiff_t c = 0; c < map->channels; c += KERNEL_VECTOR) {
        KERNEL(lane) in[KERNEL(side) * KERNEL(side)];
#pragma clang loop unroll(full)
        for (int i = 0; i <= height; i++)
#pragma clang loop unroll(full)
            for (int j = 0; j <= width; j++)
                in[i * KERNEL(side) + j] = *(const KERNEL(lane) *)(
                    points + patch->points[i * KERNEL(side) + j] + c);
        BOTH(output_of_points, height + 1, width)
#pragma clang loop unroll(full)
        for (int i = 0; i < height; i++)
#pragma clang loop unroll(full)
            for (int j = 0; j < width; j++)
                *(KERNEL(lane) *)(pixels + i * map->row + j * map->pixel + c) =
                    out[i * KERNEL(side) + j];
    }
}

#define EACH_PATCH(function)                                                                       \
    for (const kernels_patch *patch = patches; patch < patches + count; patch++) {                 \
        if (patch->height == 3 && patch->width == 3)                                               \
            KERNEL(function)(map, patch, pixels + patch->pixel, points, 3, 3);                     \
        else if (patch->height == 3)                                                               \
            KERNEL(function)(map, patch, pixels + patch->pixel, points, 3, 2);                     \
        else if (patch->width == 3)                                                                \
            KERNEL(function)(map, patch, pixels + patch->pixel, points, 2, 3);                     \
        else                                                                                       \
            KERNEL(function)(map, patch, pixels + patch->pixel, points, 2, 2);                     \
    }

static void KERNEL(winograd_input)(const kernels_patch_map *map, const kernels_patch *patches,
                                   ptrdiff_t count, const float *pixels, float *points) {
    EACH_PATCH(patch_input)
}

static void KERNEL(winograd_gradient)(const kernels_patch_map *map, const kernels_patch *patches,
                                      ptrdiff_t count, const float *pixels, float *points) {
    EACH_PATCH(patch_gradient)
}

static void KERNEL(winograd_output)(const kernels_patch_map *map, const kernels_patch *patches,
                                    ptrdiff_t count, const float *points, float *pixels) {
    EACH_PATCH(patch_output)
}

// w(t) at 0, 1, infinity, -1.
INLINE void KERNEL(points_of_taps)(const KERNEL(lane) *w, KERNEL(lane) *p, int step) {
    p[0] = w[0];
    p[step] = w[0] + w[step];
    p[2 * step] = w[step];
    p[3 * step] = w[0] - w[step];
}

// The adjoint.
INLINE void KERNEL(taps_of_points)(const KERNEL(lane) *p, KERNEL(lane) *w, int step) {
    w[0] = p[0] + p[step] + p[3 * step];
    w[step] = p[step] + p[2 * step] - p[3 * step];
}

static void KERNEL(winograd_taps)(const float *taps, ptrdiff_t tap_row, ptrdiff_t tap_column,
                                  float *points, ptrdiff_t point, ptrdiff_t count) {
    enum { side = KERNEL(side) };
    for (ptrdiff_t c = 0; c < count; c += KERNEL_VECTOR) {
        KERNEL(lane) in[2 * side], half[2 * side], out[side * side];
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++)
                in[i * side + j] =
                    *(const KERNEL(lane) *)(taps + i * tap_row + j * tap_column + c);
            KERNEL(points_of_taps)(in + i * side, half + i * side, 1);
        }
        for (int j = 0; j < side; j++) KERNEL(points_of_taps)(half + j, out + j, side);
        for (int i = 0; i < side * side; i++)
            *(KERNEL(lane) *)(points + i * point + c) = out[i];
    }
}

static void KERNEL(winograd_tap_gradient)(const float *points, ptrdiff_t point, float *taps,
                                          ptrdiff_t tap_row, ptrdiff_t tap_column, ptrdiff_t count,
                                          int add) {
    enum { side = KERNEL(side) };
    for (ptrdiff_t c = 0; c < count; c += KERNEL_VECTOR) {
        KERNEL(lane) in[side * side], half[side * side], out[2 * side];
        for (int i = 0; i < side * side; i++)
            in[i] = *(const KERNEL(lane) *)(points + i * point + c);
        for (int i = 0; i < side; i++) KERNEL(taps_of_points)(in + i * side, half + i * side, 1);
        for (int j = 0; j < 2; j++) KERNEL(taps_of_points)(half + j, out + j, side);
        for (int i = 0; i < 2; i++)
            for (int j = 0; j < 2; j++) {
                KERNEL(lane) *tap = (KERNEL(lane) *)(taps + i * tap_row + j * tap_column + c);
                *tap = add ? *tap + out[i * side + j] : out[i * side + j];
            }
    }
}
#undef INLINE
#undef BOTH
#undef READ_PIXELS
#undef WRITE_POINTS
#undef EACH_PATCH
