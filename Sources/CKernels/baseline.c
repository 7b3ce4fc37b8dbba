#define KERNEL(name) kernels_baseline_##name
#define KERNEL_VECTOR 4
#define ISA_NAME "baseline"
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
