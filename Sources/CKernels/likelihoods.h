// Included once for each instruction set, after elementwise.h: how well a decoder's logits l explain
// pixels x, block by block. Each loss is summed over pixels; gradients are by the logits.

enum { KERNEL(lanes) = 16, KERNEL(block) = 256 };

// A block's sum, in sixteen partial sums in a fixed order, whatever the vector width.
static inline __attribute__((always_inline)) double KERNEL(block_sum)(const float *loss, ptrdiff_t n) {
    double lanes[KERNEL(lanes)] = {0}, total = 0;
    ptrdiff_t whole = n - n % KERNEL(lanes);
    for (ptrdiff_t i = 0; i < whole; i += KERNEL(lanes))
        for (int k = 0; k < KERNEL(lanes); k++) lanes[k] += loss[i + k];
    for (ptrdiff_t i = whole; i < n; i++) lanes[i - whole] += loss[i];
    for (int k = 0; k < KERNEL(lanes); k++) total += lanes[k];
    return total;
}

// log(x) of a positive normal x to about 1e-7: x = 2^n * m with m in sqrt(1/2)...sqrt(2), and
// log m = 2 artanh(s), s = (m - 1) / (m + 1), |s| <= 0.172.
static inline __attribute__((always_inline)) float KERNEL(log)(float x) {
    const int32_t root_half = 0x3F3504F3;
    int32_t bits;
    memcpy(&bits, &x, 4);
    bits -= root_half;
    float n = (float)(bits >> 23);
    int32_t m_bits = (bits & 0x7FFFFF) + root_half;
    float m;
    memcpy(&m, &m_bits, 4);
    float s = (m - 1.0f) / (m + 1.0f), q = s * s;
    float a = 1.0f / 9;
    a = a * q + 1.0f / 7;
    a = a * q + 1.0f / 5;
    a = a * q + 1.0f / 3;
    a = a * q + 1.0f;
    return n * 0.693147181f + 2.0f * s * a;
}

// The mean of a continuous Bernoulli pixel, 1 / (1 - e^-l) - 1 / l, of l, a = |l| and e = e^-a.
// Below |l| = 1 its Taylor series, whose first term left out is below 3e-8, half a step of floats
// near 1/2; from there on 1 / a - e / (1 - e), the mean of -a, in which little cancels and nothing
// overflows.
static inline __attribute__((always_inline)) float KERNEL(continuous_mean)(float l, float a,
                                                                           float e) {
    float q = l * l;
    float series = -1.0f / 1209600;
    series = series * q + 1.0f / 30240;
    series = series * q - 1.0f / 720;
    series = series * q + 1.0f / 12;
    series = series * l + 0.5f;
    float smaller = 1.0f / a - e / (1.0f - e);
    float closed = l >= 0 ? 1.0f - smaller : smaller;
    return a < 1.0f ? series : closed;
}

static double KERNEL(bernoulli)(const float *logits, const float *targets, float *gradient,
                                ptrdiff_t count, float scale) {
    double total = 0;
    for (ptrdiff_t start = 0; start < count; start += KERNEL(block)) {
        ptrdiff_t end = start + KERNEL(block) < count ? start + KERNEL(block) : count;
        float loss[KERNEL(block)];
        for (ptrdiff_t i = start; i < end; i++) {
            float l = logits[i], x = targets[i];
            float e = KERNEL(exp)(-fabsf(l)); // in (0, 1]
            // log(1 + e) = 2 artanh(s), s = e / (2 + e) <= 1/3: exact to float for small e too.
            float s = e / (2.0f + e), q = s * s;
            float a = 1.0f / 13;
            a = a * q + 1.0f / 11;
            a = a * q + 1.0f / 9;
            a = a * q + 1.0f / 7;
            a = a * q + 1.0f / 5;
            a = a * q + 1.0f / 3;
            a = a * q + 1.0f;
            loss[i - start] = (l > 0 ? l : 0) - l * x + 2.0f * s * a;
            if (gradient) {
                float larger = 1.0f / (1.0f + e); // the sigmoid of |l|
                float sigmoid = l >= 0 ? larger : 1.0f - larger;
                gradient[i] = (sigmoid - x) * scale;
            }
        }
        total += KERNEL(block_sum)(loss, end - start);
    }
    return total;
}

static double KERNEL(continuous_bernoulli)(const float *logits, const float *targets,
                                           float *gradient, ptrdiff_t count, float scale) {
    double total = 0;
    for (ptrdiff_t start = 0; start < count; start += KERNEL(block)) {
        ptrdiff_t end = start + KERNEL(block) < count ? start + KERNEL(block) : count;
        float loss[KERNEL(block)];
        for (ptrdiff_t i = start; i < end; i++) {
            float l = logits[i], x = targets[i];
            float a = fabsf(l), e = KERNEL(exp)(-a), q = l * l;
            // The cross-entropy less log C is log((e^l - 1) / l) - l * x. Below |l| = 1 the Taylor
            // series, the first term left out below 3e-9; from there on |l| is taken out of the
            // exponential, so that it cannot overflow.
            float series = -1.0f / 9676800;
            series = series * q + 1.0f / 181440;
            series = series * q - 1.0f / 2880;
            series = series * q + 1.0f / 24;
            series = series * q + 0.5f * l;
            float closed = (l > 0 ? l : 0) + KERNEL(log)((1.0f - e) / a);
            loss[i - start] = (a < 1.0f ? series : closed) - l * x;
            if (gradient) gradient[i] = (KERNEL(continuous_mean)(l, a, e) - x) * scale;
        }
        total += KERNEL(block_sum)(loss, end - start);
    }
    return total;
}

static double KERNEL(squared_error)(const float *logits, const float *targets, float *gradient,
                                    ptrdiff_t count, float scale) {
    double total = 0;
    for (ptrdiff_t start = 0; start < count; start += KERNEL(block)) {
        ptrdiff_t end = start + KERNEL(block) < count ? start + KERNEL(block) : count;
        float loss[KERNEL(block)];
        for (ptrdiff_t i = start; i < end; i++) {
            float l = logits[i];
            float e = KERNEL(exp)(-fabsf(l));
            float larger = 1.0f / (1.0f + e), smaller = e * larger; // of |l| and of -|l|
            float difference = (l >= 0 ? larger : smaller) - targets[i];
            loss[i - start] = difference * difference;
            if (gradient) gradient[i] = difference * larger * smaller * scale;
        }
        total += KERNEL(block_sum)(loss, end - start);
    }
    return total;
}

static void KERNEL(continuous_bernoulli_mean)(const float *in, float *out, ptrdiff_t count) {
KERNEL_IN_PLACE
    for (ptrdiff_t i = 0; i < count; i++) {
        float l = in[i], a = fabsf(l);
        out[i] = KERNEL(continuous_mean)(l, a, KERNEL(exp)(-a));
    }
}
