#include "CKernels.h"
#include <stdlib.h>
#include <string.h>

extern const kernels_table kernels_baseline_table;
#if defined(__x86_64__)
extern const kernels_table kernels_avx2_table, kernels_avx512_table;
#endif

int kernels_has_avx512(void) {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl");
#else
    return 0;
#endif
}

const kernels_table *kernels_named(const char *name) {
#if defined(__x86_64__)
    if (strcmp(name, "avx512") == 0) return kernels_has_avx512() ? &kernels_avx512_table : NULL;
    if (strcmp(name, "avx2") == 0)
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &kernels_avx2_table
                                                                               : NULL;
#endif
    return strcmp(name, "baseline") == 0 ? &kernels_baseline_table : NULL;
}

const kernels_table *kernels_selected(void) {
    const char *forced = getenv("VAE_REPORT_ISA");
    const kernels_table *table = forced ? kernels_named(forced) : NULL;
    if (!table) table = kernels_named("avx512");
    if (!table) table = kernels_named("avx2");
    return table ? table : &kernels_baseline_table;
}
