#include "CFMARate.h"
#include <string.h>

// Twelve independent sums of LANES floats, all in registers: every core of today is busy with ten (two
// units of a latency of four or five), and twelve with the two factors fit into 16 registers. Each sum
// tends to 1, so that no number becomes infinite or denormal; none begins there, since the compiler
// would see that it stays and leave it out.
enum { sum_count = 12 };

#define UNROLLED _Pragma("clang loop unroll(full)") for (int i = 0; i < sum_count; i++)
#define LOOP(NAME, LANES, TARGET)                                                                   \
    typedef float NAME##_vector __attribute__((vector_size(4 * LANES)));                            \
    TARGET static double NAME(long iterations, float *sink) {                                       \
        _Pragma("clang fp contract(fast)") NAME##_vector sums[sum_count];                           \
        const NAME##_vector zero = {0}, factor = zero + 0.75f, addend = zero + 0.25f;               \
        UNROLLED { sums[i] = zero + (float)(i + 2); }                                               \
        for (long round = 0; round < iterations; round++) {                                         \
            UNROLLED { sums[i] = sums[i] * factor + addend; }                                       \
        }                                                                                           \
        NAME##_vector total = zero;                                                                 \
        UNROLLED { total += sums[i]; }                                                              \
        *sink = total[0] + total[LANES - 1];                                                        \
        return 2.0 * sum_count * LANES * (double)iterations;                                        \
    }

#if defined(__x86_64__)
LOOP(avx512, 16, __attribute__((target("avx512f,avx512vl,avx2,fma"))))
LOOP(avx2, 8, __attribute__((target("avx2,fma"))))
#endif
LOOP(plain, 4, )

double fma_rate_run(const char *instruction_set, long iterations, float *sink) {
#if defined(__x86_64__)
    if (strcmp(instruction_set, "avx512") == 0) return avx512(iterations, sink);
    if (strcmp(instruction_set, "avx2") == 0) return avx2(iterations, sink);
#endif
    return plain(iterations, sink);
}
