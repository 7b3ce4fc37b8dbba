// Included once for each instruction set, with KERNEL(name) defined: numbers drawn with Philox 4x32-10,
// sixteen blocks side by side. Nothing is fused here that is not fused everywhere, so that every
// instruction set draws the same bits.
#include "CKernels.h"
#include <string.h>

enum { KERNEL(blocks) = 16, KERNEL(pairs) = 2 * KERNEL(blocks), KERNEL(group) = 2 * KERNEL(pairs) };

// words[k][j] = word k of block first + j; first is a multiple of 16. Words are kept in 64 bits, in
// which processors multiply 32-bit numbers without losing the upper half.
static inline __attribute__((always_inline)) void
KERNEL(philox)(const kernels_stream *stream, uint64_t first,
               uint32_t words[4][KERNEL(blocks)]) {
    const uint64_t low = 0xFFFFFFFF;
    const uint64_t last = (uint64_t)stream->last | first >> 32;
    for (int j = 0; j < KERNEL(blocks); j++) {
        uint64_t c0 = (first & low) + (uint64_t)j, c1 = stream->words[0], c2 = stream->words[1];
        uint64_t c3 = last;
        uint32_t k0 = stream->key[0], k1 = stream->key[1];
#pragma clang loop unroll(full)
        for (int round = 0; round < 10; round++) {
            uint64_t p0 = c0 * 0xD2511F53, p1 = c2 * 0xCD9E8D57;
            c0 = p1 >> 32 ^ c1 ^ k0;
            c1 = p1 & low;
            c2 = p0 >> 32 ^ c3 ^ k1;
            c3 = p0 & low;
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }
        words[0][j] = (uint32_t)c0;
        words[1][j] = (uint32_t)c1;
        words[2][j] = (uint32_t)c2;
        words[3][j] = (uint32_t)c3;
    }
}

// -log((w + 1/2) / 2^32), to about 2e-7 of itself. As in KERNEL(log), 2^n * m with m in
// sqrt(1/2)...sqrt(2) and log m = 2 artanh(s); but near 1 from the distance to 1, which is exact in
// the integer and lost in a float.
static inline __attribute__((always_inline)) float KERNEL(surprise)(uint32_t w) {
#pragma clang fp contract(off)
    const int32_t root_half = 0x3F3504F3;
    const uint32_t root_half_of_words = 0xB504F334;
    float u = ((float)w + 0.5f) * 0x1p-32f;
    int32_t bits;
    memcpy(&bits, &u, 4);
    bits -= root_half;
    int32_t m_bits = (bits & 0x7FFFFF) + root_half;
    float m;
    memcpy(&m, &m_bits, 4);
    float to_one = ((float)~w + 0.5f) * -0x1p-32f;
    float n = w < root_half_of_words ? (float)(bits >> 23) : 0;
    float f = w < root_half_of_words ? m - 1.0f : to_one;
    float s = f / (2.0f + f), q = s * s;
    float a = 1.0f / 9;
    a = a * q + 1.0f / 7;
    a = a * q + 1.0f / 5;
    a = a * q + 1.0f / 3;
    a = a * q + 1.0f;
    return -(n * 0.693147181f + 2.0f * s * a);
}

// Numbers 64 * index ... 64 * index + 63 of the stream's normals (Box and Muller 1958).
static inline __attribute__((always_inline)) void
KERNEL(normal_group)(const kernels_stream *stream, uint64_t index, float out[KERNEL(group)]) {
#pragma clang fp contract(off)
    uint32_t words[4][KERNEL(blocks)], radii[KERNEL(pairs)], angles[KERNEL(pairs)];
    KERNEL(philox)(stream, index * KERNEL(blocks), words);
    for (int j = 0; j < KERNEL(blocks); j++) {
        radii[j] = words[0][j];
        angles[j] = words[1][j];
        radii[KERNEL(blocks) + j] = words[2][j];
        angles[KERNEL(blocks) + j] = words[3][j];
    }
    for (int p = 0; p < KERNEL(pairs); p++) {
        float radius = __builtin_elementwise_sqrt(2.0f * KERNEL(surprise)(radii[p]));
        // The nearest quarter of the circle, and the way from there: at most an eighth.
        uint32_t quarter = (angles[p] + 0x20000000u) >> 30;
        float x = (float)(int32_t)(angles[p] - (quarter << 30)) * 1.46291808e-9f; // 2 pi / 2^32
        float q = x * x;
        // The polynomials of Cephes' sinf and cosf.
        float sine = -1.9515295891e-4f;
        sine = sine * q + 8.3321608736e-3f;
        sine = sine * q - 1.6666654611e-1f;
        sine = sine * q * x + x;
        float cosine = 2.443315711809948e-5f;
        cosine = cosine * q - 1.388731625493765e-3f;
        cosine = cosine * q + 4.166664568298827e-2f;
        cosine = cosine * q * q - 0.5f * q + 1.0f;
        float along = quarter & 1 ? sine : cosine, across = quarter & 1 ? cosine : sine;
        out[p] = (quarter + 1) & 2 ? radius * -along : radius * along;
        out[KERNEL(pairs) + p] = quarter & 2 ? radius * -across : radius * across;
    }
}

static void KERNEL(normals)(const kernels_stream *stream, uint64_t first, float *out,
                            ptrdiff_t count) {
    while (count > 0) {
        float group[KERNEL(group)];
        ptrdiff_t skip = (ptrdiff_t)(first % KERNEL(group));
        ptrdiff_t length = KERNEL(group) - skip < count ? KERNEL(group) - skip : count;
        KERNEL(normal_group)(stream, first / KERNEL(group), group);
        memcpy(out, group + skip, (size_t)length * sizeof(float));
        first += (uint64_t)length;
        out += length;
        count -= length;
    }
}
