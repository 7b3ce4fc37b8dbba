// Included once for each instruction set, after likelihoods.h: a diagonal Gaussian of each image, given
// by means and log-variances l.

// e^l - 1 - l to about 1e-14 of itself, however near 0: 2^n * e^r with |r| <= ln 2 / 2 as in
// KERNEL(exp), e^r - 1 - r from its Taylor series, and no difference taken where n is 0. A
// log-variance above 709, where e^l ends, counts as 709 there.
static inline __attribute__((always_inline)) double KERNEL(exp_remainder)(double l) {
    double x = l > 709.0 ? 709.0 : l;
    x = x < -700.0 ? -700.0 : x;
    const double magic = 6755399441055744.0; // 1.5 * 2^52: adding it rounds to an integer
    double shifted = x * 1.4426950408889634 + magic;
    double n = shifted - magic;
    double r = x - n * 0.6931471803691238 - n * 1.9082149292705877e-10;
    double q = 1.0 / 479001600;
    q = q * r + 1.0 / 39916800;
    q = q * r + 1.0 / 3628800;
    q = q * r + 1.0 / 362880;
    q = q * r + 1.0 / 40320;
    q = q * r + 1.0 / 5040;
    q = q * r + 1.0 / 720;
    q = q * r + 1.0 / 120;
    q = q * r + 1.0 / 24;
    q = q * r + 1.0 / 6;
    q = q * r + 0.5;
    int64_t bits;
    memcpy(&bits, &shifted, 8);
    int64_t scale_bits = (int64_t)((uint64_t)(bits + 1023) << 52); // the low bits of shifted are n
    double scale;
    memcpy(&scale, &scale_bits, 8);
    return scale * (q * r * r) + ((scale - 1.0) + (scale * r - l));
}

static void KERNEL(posterior_sample)(const float *mean, const float *log_variance,
                                     const float *noise, float *latent, double *kl, ptrdiff_t rows,
                                     ptrdiff_t columns) {
    ptrdiff_t count = rows * columns, column = 0;
    for (ptrdiff_t start = 0; start < count; start += KERNEL(block)) {
        ptrdiff_t length = count - start < KERNEL(block) ? count - start : KERNEL(block);
        double nats[KERNEL(block)];
        for (ptrdiff_t i = start; i < start + length; i++)
            latent[i] = mean[i] + KERNEL(exp)(0.5f * log_variance[i]) * noise[i];
        for (ptrdiff_t i = 0; i < length; i++) {
            double m = mean[start + i];
            nats[i] = 0.5 * (m * m + KERNEL(exp_remainder)((double)log_variance[start + i]));
        }
        // Row after row, whatever the vector's width.
        for (ptrdiff_t i = 0; i < length; i++) {
            kl[column] += nats[i];
            if (++column == columns) column = 0;
        }
    }
}

static void KERNEL(posterior_gradient)(const float *latent_gradient, const float *mean,
                                       const float *log_variance, const float *noise,
                                       float *mean_gradient, float *log_variance_gradient,
                                       ptrdiff_t count, float kl_weight) {
    for (ptrdiff_t i = 0; i < count; i++) {
        float upper = latent_gradient[i], deviation = KERNEL(exp)(0.5f * log_variance[i]);
        mean_gradient[i] = upper + kl_weight * mean[i];
        log_variance_gradient[i] = 0.5f * (upper * noise[i] * deviation +
                                           kl_weight * (deviation * deviation - 1.0f));
    }
}
