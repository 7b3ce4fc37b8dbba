// Included once for each instruction set, with KERNEL(name) and ISA_NAME defined; loops are plain so
// that the compiler vectorises them for the set at hand.
#include "CKernels.h"
#include <math.h>
#include <stdint.h>
#include <string.h>

// Before a loop that may write where it reads, element by element: without it the compiler falls back
// to one element at a time where the arrays are the same.
#define KERNEL_IN_PLACE _Pragma("clang loop vectorize(assume_safety)")

// exp(x) to about 1e-7 relative, without a branch: 2^n * e^r with |r| <= ln 2 / 2 and the polynomial
// of Cephes' expf.
static inline __attribute__((always_inline)) float KERNEL(exp)(float x) {
    x = x > 88.0f ? 88.0f : x;
    x = x < -87.0f ? -87.0f : x;
    const float magic = 12582912.0f; // 1.5 * 2^23: adding it rounds to an integer
    float shifted = x * 1.44269504088896341f + magic;
    float n = shifted - magic;
    float r = x - n * 0.693359375f + n * 2.12194440e-4f;
    float p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    float y = p * r * r + r + 1.0f;
    int32_t bits;
    memcpy(&bits, &shifted, 4);
    int32_t scale_bits = (int32_t)((uint32_t)(bits + 127) << 23); // the low bits of the shifted value are n
    float scale;
    memcpy(&scale, &scale_bits, 4);
    return y * scale;
}

static inline __attribute__((always_inline)) float KERNEL(logistic)(float x) {
    return 1.0f / (1.0f + KERNEL(exp)(-x));
}

// The slope of x * sigmoid(x) is s + y * (1 - s), y its value and s the sigmoid: two operations more,
// while the sigmoid is at hand.
static inline __attribute__((always_inline)) void
KERNEL(activate_row)(float *value, const float *bias, float *slope, ptrdiff_t columns, int silu) {
    for (ptrdiff_t c = 0; c < columns; c++) {
        float z = value[c] + bias[c];
        float s = silu ? KERNEL(logistic)(z) : (z > 0 ? 1.0f : 0.0f);
        float y = z * s;
        value[c] = y;
        if (slope) slope[c] = silu ? s + y * (1.0f - s) : s;
    }
}

static void KERNEL(bias_activate)(float *value, const float *bias, float *slope, ptrdiff_t rows,
                                  ptrdiff_t columns, int silu) {
    for (ptrdiff_t row = 0; row < rows; row++, value += columns) {
        float *slopes = slope ? slope + row * columns : 0;
        if (silu && slopes) KERNEL(activate_row)(value, bias, slopes, columns, 1);
        else if (silu) KERNEL(activate_row)(value, bias, 0, columns, 1);
        else if (slopes) KERNEL(activate_row)(value, bias, slopes, columns, 0);
        else KERNEL(activate_row)(value, bias, 0, columns, 0);
    }
}

static void KERNEL(bias_add)(const float *in, const float *bias, float *out, ptrdiff_t rows,
                             ptrdiff_t columns) {
    if (columns == 1) { // an image's pixels: one loop, not one of length 1 for each
        KERNEL_IN_PLACE
        for (ptrdiff_t row = 0; row < rows; row++) out[row] = in[row] + bias[0];
        return;
    }
    for (ptrdiff_t row = 0; row < rows; row++, in += columns, out += columns)
        KERNEL_IN_PLACE
        for (ptrdiff_t c = 0; c < columns; c++) out[c] = in[c] + bias[c];
}

static void KERNEL(multiply)(float *values, const float *factors, ptrdiff_t count) {
    for (ptrdiff_t i = 0; i < count; i++) values[i] *= factors[i];
}

static void KERNEL(column_sums)(const float *in, float *sums, ptrdiff_t rows, ptrdiff_t columns) {
    if (columns == 1) {
#pragma clang fp reassociate(on)
        float total = 0;
        for (ptrdiff_t row = 0; row < rows; row++) total += in[row];
        sums[0] += total;
        return;
    }
    for (ptrdiff_t row = 0; row < rows; row++, in += columns)
        for (ptrdiff_t c = 0; c < columns; c++) sums[c] += in[c];
}

static void KERNEL(sigmoid)(const float *in, float *out, ptrdiff_t count) {
KERNEL_IN_PLACE
    for (ptrdiff_t i = 0; i < count; i++) out[i] = KERNEL(logistic)(in[i]);
}

static void KERNEL(cubic_sums)(const float *products, double *sums, ptrdiff_t groups,
                               ptrdiff_t part, float scale) {
#pragma clang fp reassociate(on)
    for (ptrdiff_t g = 0; g < groups; g++, products += part) {
        float total = 0;
        for (ptrdiff_t i = 0; i < part; i++) {
            float base = products[i] * scale + 1.0f;
            total += base * base * base;
        }
        sums[g] += total;
    }
}

static void KERNEL(adam)(float *value, float *first, float *second, const float *gradient,
                         ptrdiff_t count, float rate, float root, float beta1, float beta2,
                         float epsilon) {
    for (ptrdiff_t i = 0; i < count; i++) {
        float g = gradient[i];
        float m = beta1 * first[i] + (1.0f - beta1) * g;
        float v = beta2 * second[i] + (1.0f - beta2) * g * g;
        first[i] = m;
        second[i] = v;
        value[i] -= rate * m / (__builtin_elementwise_sqrt(v) * root + epsilon);
    }
}
