// The inner loops that a Swift compiler cannot build for several instruction sets: each is compiled
// for AVX-512, for AVX2 with FMA and for the baseline, and one set is chosen at the first use.
// All arrays are row-major and may be unaligned; none may overlap unless said.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Columns in a panel of B: a panel is read in order, whatever the vectors' length.
enum { KERNELS_PANEL = 32 };

/// Where a contraction's operands lie, in floats; every stride may have any sign or be zero.
///   C[row][column] = sum over plane, segment, step of
///       A[plane * a_plane + segment * a_segment + step * a_step + row * a_row]
///     * B[plane * b_plane + segment * b_segment + step * b_step + panel(column)]
/// with panel(column) = column / KERNELS_PANEL * b_panel + column % KERNELS_PANEL. The sum is taken in
/// that order, one product after the other, so that it does not depend on how rows are tiled. Rows of
/// B are read to the end of a vector, up to KERNELS_PANEL floats beyond the last column.
typedef struct {
    ptrdiff_t planes, segments, steps;
    ptrdiff_t a_plane, a_segment, a_step, a_row;
    ptrdiff_t b_plane, b_segment, b_step, b_panel;
    ptrdiff_t c_row;
} kernels_contraction;

/// Rows that are worked out together: one run or two of `rows` rows, the first of each at a[run] of A
/// and c[run] of C; rows of a run are a_row and c_row apart.
typedef struct {
    ptrdiff_t a[2], c[2];
    ptrdiff_t runs, rows;
} kernels_tile;

/// Where a convolution's taps lie in its large map, which has a border: rows large_row floats apart.
typedef struct {
    ptrdiff_t large_row, large_channels;
    ptrdiff_t small_height, small_width;
    ptrdiff_t kernel, stride;
} kernels_window;

/// Points of Winograd's products in one dimension; a patch of two pixels uses the first three.
enum { KERNELS_WINOGRAD_SIDE = 4 };

/// How far apart, in floats, the rows and the pixels of a map lie; channels, a multiple of 16.
typedef struct {
    ptrdiff_t row, pixel, channels;
} kernels_patch_map;

/// Two or three by two or three pixels of an output, and the products they are made from: where its
/// first pixel (of the output; of the input, which has one row and one column more) is in the map,
/// and where the values of point [row * 4 + column] are among the points.
typedef struct {
    ptrdiff_t height, width;
    ptrdiff_t pixel;
    ptrdiff_t points[KERNELS_WINOGRAD_SIDE * KERNELS_WINOGRAD_SIDE];
} kernels_patch;

/// A sequence of blocks of Philox 4x32-10 (Salmon et al. 2011): block b has the counter
/// b, words[0], words[1], last + (b >> 32), words of 32 bits, and this key.
typedef struct {
    uint32_t key[2], words[2], last;
} kernels_stream;

/// A loss of targets under logits, summed; where gradient is not null, its gradient by the logits too.
typedef double kernels_pixel_loss(const float *logits, const float *targets, float *gradient,
                                  ptrdiff_t count, float scale);

/// One instruction set's kernels. Constant functions and a constant string: any thread may use them.
typedef struct __attribute__((swift_attr("@Sendable"))) {
    const char *name;

    /// value[row][c] = activation(value[row][c] + bias[c]); where slope is not null, slope[row][c] is
    /// the activation's derivative there. silu != 0: x * sigmoid(x); else max(x, 0), of slope 0 at 0.
    void (*bias_activate)(float *value, const float *bias, float *slope, ptrdiff_t rows,
                          ptrdiff_t columns, int silu);
    /// out[row][c] = in[row][c] + bias[c]. in and out may be the same array.
    void (*bias_add)(const float *in, const float *bias, float *out, ptrdiff_t rows,
                     ptrdiff_t columns);
    /// values[i] *= factors[i].
    void (*multiply)(float *values, const float *factors, ptrdiff_t count);
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
    /// latent[row][c] = mean + exp(l / 2) * noise, l the log-variance;
    /// kl[c] += sum over rows of (mean^2 + exp(l) - 1 - l) / 2, in nats.
    void (*posterior_sample)(const float *mean, const float *log_variance, const float *noise,
                             float *latent, double *kl, ptrdiff_t rows, ptrdiff_t columns);
    /// From the latents' gradient: mean_gradient[i] = g + kl_weight * mean,
    /// log_variance_gradient[i] = (g * noise * exp(l / 2) + kl_weight * (exp(l) - 1)) / 2.
    void (*posterior_gradient)(const float *latent_gradient, const float *mean,
                               const float *log_variance, const float *noise, float *mean_gradient,
                               float *log_variance_gradient, ptrdiff_t count, float kl_weight);
    /// Numbers first ... first + count - 1 of a stream's standard normals; the same bits in all sets.
    /// Words w, v of a block are a pair sqrt(-2 log((w + 1/2) / 2^32)) * (cos, sin)(2 pi v / 2^32),
    /// first words 0 and 1, then 2 and 3. Sixteen blocks are 64 numbers: the cosines of the blocks'
    /// first pairs, of their second ones, and the sines likewise.
    void (*normals)(const kernels_stream *stream, uint64_t first, float *out, ptrdiff_t count);
    /// out[i] = 255 with probability grey[i] / 255 to within 2^-17, else 0: where 16 bits are below
    /// (65536 * grey[i] + 127) / 255, rounded down. Pixel i takes bits 16 * i ... of the stream.
    void (*black_white)(const kernels_stream *stream, const uint8_t *grey, uint8_t *out,
                        ptrdiff_t count);
    /// out[i] = in[i] / 255.
    void (*unit)(const uint8_t *in, float *out, ptrdiff_t count);
    /// One step of Adam: moments updated, then value -= rate * first / (sqrt(second) * root + epsilon).
    void (*adam)(float *value, float *first, float *second, const float *gradient,
                 ptrdiff_t count, float rate, float root, float beta1, float beta2, float epsilon);
    /// sums[g] += sum over the row's products p of group g of (p * scale + 1)^3; [groups][part] products.
    void (*cubic_sums)(const float *products, double *sums, ptrdiff_t groups, ptrdiff_t part,
                       float scale);
    /// Rows at most in a run of a tile, and its columns.
    ptrdiff_t tile_rows, tile_columns;
    /// panels[column / width][row][column % width] = matrix[row * row_stride + column], zeros beyond the
    /// last column.
    void (*pack)(const float *matrix, ptrdiff_t row_stride, float *panels, ptrdiff_t rows,
                 ptrdiff_t columns, ptrdiff_t width);
    /// The same of matrix[column * row_stride + row].
    void (*pack_transposed)(const float *matrix, ptrdiff_t row_stride, float *panels, ptrdiff_t rows,
                            ptrdiff_t columns, ptrdiff_t width);
    /// C = A * B, or where add is not 0 C += A * B, for the rows of some tiles and some columns.
    void (*contract)(const kernels_contraction *strides, const kernels_tile *tiles, ptrdiff_t count,
                     const float *a, const float *b, float *c, ptrdiff_t columns, int add);
    /// out[row][column] = sum over i below width of (rows[row][i] - panels[column / KERNELS_PANEL][i]
    /// [column % KERNELS_PANEL])^2; [count][width] rows, columns a multiple of KERNELS_PANEL.
    void (*squared_distances)(const float *rows, const float *panels, float *out, ptrdiff_t count,
                              ptrdiff_t columns, ptrdiff_t width);
    /// The points of patches' inputs, by which the points of weights are multiplied.
    void (*winograd_input)(const kernels_patch_map *map, const kernels_patch *patches,
                           ptrdiff_t count, const float *pixels, float *points);
    /// Patches of outputs from their points, the sums of those products.
    void (*winograd_output)(const kernels_patch_map *map, const kernels_patch *patches,
                            ptrdiff_t count, const float *points, float *pixels);
    /// The adjoint: the gradient of the points by that of the outputs.
    void (*winograd_gradient)(const kernels_patch_map *map, const kernels_patch *patches,
                              ptrdiff_t count, const float *pixels, float *points);
    /// The points of 2x2 taps, tap [i][j] at i * tap_row + j * tap_column, each of `count` values, a
    /// multiple of 16; points lie `point` floats apart.
    void (*winograd_taps)(const float *taps, ptrdiff_t tap_row, ptrdiff_t tap_column, float *points,
                          ptrdiff_t point, ptrdiff_t count);
    /// The adjoint: the gradient of the taps by that of their points; add != 0: added to the taps.
    void (*winograd_tap_gradient)(const float *points, ptrdiff_t point, float *taps,
                                  ptrdiff_t tap_row, ptrdiff_t tap_column, ptrdiff_t count, int add);
    /// large[y * stride + ky][x * stride + kx][c] += columns[pixel][ky][kx][c].
    void (*scatter_windows)(const float *columns, float *large, const kernels_window *window);
} kernels_table;

/// The best set this processor has, or the one that VAE_REPORT_ISA names where it has that.
const kernels_table *kernels_selected(void);

/// A set by name, or null where this processor or this build has none of that name.
const kernels_table *kernels_named(const char *name);

/// Whether the processor has the AVX-512 parts (F, BW, CD, DQ, VL) that server kernels use.
int kernels_has_avx512(void);
