#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512cd,avx512dq,avx512vl,avx2,fma"))), apply_to = function)
#define KERNEL(name) kernels_avx512_##name
#define KERNEL_VECTOR 16
#define ISA_NAME "avx512"
#include "elementwise.h"
#include "likelihoods.h"
#include "noise.h"
#include "pixels.h"
#include "posterior.h"
#include "pack.h"
#include "contract.h"
#include "distances.h"
#include "windows.h"
#include "winograd.h"
#include "table.h"
#pragma clang attribute pop
#endif
