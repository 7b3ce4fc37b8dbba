#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define KERNEL(name) kernels_avx2_##name
#define KERNEL_VECTOR 8
#define ISA_NAME "avx2"
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
