// How many floating-point operations a second one core can do at most: multiplications with additions
// on registers alone, nothing read from memory, as many independent sums as hide the latency.
#pragma once

/// Does `iterations` rounds with the vectors of an instruction set, named as the kernels name theirs
/// (avx512, avx2; all else takes vectors of four floats), and returns the operations that were done:
/// two for each multiplication with addition and lane.
///
/// `sink` receives what was computed, so that none of it can be left out. The processor has to have
/// the set.
double fma_rate_run(const char *instruction_set, long iterations, float *sink);
