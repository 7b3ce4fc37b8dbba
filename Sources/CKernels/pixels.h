// Included once for each instruction set, after noise.h: grey bytes to what models see.

static void KERNEL(unit)(const uint8_t *in, float *out, ptrdiff_t count) {
    for (ptrdiff_t i = 0; i < count; i++) out[i] = (float)in[i] * (1.0f / 255);
}

static void KERNEL(black_white)(const kernels_stream *stream, const uint8_t *grey, uint8_t *out,
                                ptrdiff_t count) {
    enum { pixels = 8 * KERNEL(blocks) }; // 16 bits each
    uint64_t block = 0;
    for (ptrdiff_t start = 0; start < count; start += pixels, block += KERNEL(blocks)) {
        uint32_t words[4][KERNEL(blocks)];
        uint16_t bits[pixels];
        KERNEL(philox)(stream, block, words);
        for (int j = 0; j < KERNEL(blocks); j++) {
            for (int k = 0; k < 4; k++) {
                bits[8 * j + 2 * k] = (uint16_t)words[k][j];
                bits[8 * j + 2 * k + 1] = (uint16_t)(words[k][j] >> 16);
            }
        }
        ptrdiff_t length = count - start < pixels ? count - start : pixels;
        for (ptrdiff_t i = 0; i < length; i++) {
            // bits < (65536 * value + 127) / 255, rounded down, without the division.
            int is_white = ((uint32_t)bits[i] + 1) * 255 <= (uint32_t)grey[start + i] * 65536 + 127;
            out[start + i] = is_white ? 255 : 0;
        }
    }
}
