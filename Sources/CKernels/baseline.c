#define KERNEL(name) kernels_baseline_##name
#define ISA_NAME "baseline"
#include "elementwise.h"
#include "likelihoods.h"
#include "windows.h"
#include "table.h"
