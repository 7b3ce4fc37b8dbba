// The inner loops that a Swift compiler cannot build for several instruction sets: each is compiled
// for AVX-512, for AVX2 with FMA and for the baseline, and one set is chosen at the first use.
// All arrays are row-major and may be unaligned; none may overlap unless said.
#pragma once
#include <stddef.h>

/// Where a convolution's taps lie in its large map, which has a border of zeros.
/// [large_height][large_width][large_channels] <-> [small_height * small_width] pixels.
typedef struct {
    ptrdiff_t large_height, large_width, large_channels; // with the border
    ptrdiff_t small_height, small_width;
    ptrdiff_t kernel, stride;
} kernels_window;

/// A loss of targets under logits, summed; where gradient is not null, its gradient by the logits too.
typedef double kernels_pixel_loss(const float *logits, const float *targets, float *gradient,
                                  ptrdiff_t count, float scale);

/// One instruction set's kernels. Constant functions and a constant string: any thread may use them.
typedef struct __attribute__((swift_attr("@Sendable"))) {
    const char *name;

    /// pre[row][c] += bias[c]; out[row][c] = activation(pre[row][c]).
    /// silu != 0: x * sigmoid(x); else max(x, 0). pre and out may be the same array.
    void (*bias_activate)(float *pre, const float *bias, float *out, ptrdiff_t rows,
                          ptrdiff_t columns, int silu);
    /// out[row][c] = in[row][c] + bias[c]. in and out may be the same array.
    void (*bias_add)(const float *in, const float *bias, float *out, ptrdiff_t rows,
                     ptrdiff_t columns);
    /// out[i] = gradient[i] * activation'(pre[i]). gradient and out may be the same array.
    void (*activation_gradient)(const float *gradient, const float *pre, float *out,
                                ptrdiff_t count, int silu);
    /// sums[c] += sum over rows of in[row][c].
    void (*column_sums)(const float *in, float *sums, ptrdiff_t rows, ptrdiff_t columns);
    /// Sum over i of max(l, 0) - l * x + log(1 + exp(-|l|)), the Bernoulli cross-entropy of targets
    /// x in 0...1 under logits l. Where gradient is not null: gradient[i] = (sigmoid(l) - x) * scale.
    kernels_pixel_loss *bernoulli;
    /// Sum over i of log((exp(l) - 1) / l) - l * x, the negative log-density of targets x in 0...1
    /// under a continuous Bernoulli distribution of logits l. gradient[i] = (mean - x) * scale.
    kernels_pixel_loss *continuous_bernoulli;
    /// Sum over i of (m - x)^2 with m = sigmoid(l). gradient[i] = (m - x) * m * (1 - m) * scale: half
    /// the sum's own.
    kernels_pixel_loss *squared_error;
    /// out[i] = 1 / (1 + exp(-in[i])). in and out may be the same array.
    void (*sigmoid)(const float *in, float *out, ptrdiff_t count);
    /// out[i] = 1 / (1 - exp(-l)) - 1 / l, l = in[i]. in and out may be the same array.
    void (*continuous_bernoulli_mean)(const float *in, float *out, ptrdiff_t count);
    /// One step of Adam: moments updated, then value -= rate * first / (sqrt(second) * root + epsilon).
    void (*adam)(float *value, float *first, float *second, const float *gradient,
                 ptrdiff_t count, float rate, float root, float beta1, float beta2, float epsilon);
    /// sums[g] += sum over the row's products p of group g of (p * scale + 1)^3; [groups][part] products.
    void (*cubic_sums)(const float *products, double *sums, ptrdiff_t groups, ptrdiff_t part,
                       float scale);
    /// columns[pixel][ky][kx][c] = large[y * stride + ky][x * stride + kx][c].
    void (*gather_windows)(const float *large, float *columns, const kernels_window *window);
    /// large[y * stride + ky][x * stride + kx][c] += columns[pixel][ky][kx][c].
    void (*scatter_windows)(const float *columns, float *large, const kernels_window *window);
} kernels_table;

/// The best set this processor has, or the one that VAE_REPORT_ISA names where it has that.
const kernels_table *kernels_selected(void);

/// A set by name, or null where this processor or this build has none of that name.
const kernels_table *kernels_named(const char *name);

/// Whether the processor has the AVX-512 parts (F, BW, CD, DQ, VL) that server kernels use.
int kernels_has_avx512(void);
