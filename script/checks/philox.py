"""Standard normals as the program draws them: Philox 4x32-10 and Box-Muller, in double precision."""

import numpy

LOW = numpy.uint64(0xFFFFFFFF)
HALF = numpy.uint64(32)


def blocks(counters, key):
    """Ten rounds over counters [n, 4], words of 32 bits (Salmon et al., SC 2011)."""
    c = [counters[:, i].astype(numpy.uint64) for i in range(4)]
    k = [numpy.uint64(key & 0xFFFFFFFF), numpy.uint64(key >> 32)]
    for _ in range(10):
        p0, p1 = c[0] * numpy.uint64(0xD2511F53), c[2] * numpy.uint64(0xCD9E8D57)
        c = [(p1 >> HALF) ^ c[1] ^ k[0], p1 & LOW, (p0 >> HALF) ^ c[3] ^ k[1], p0 & LOW]
        k = [(k[0] + numpy.uint64(0x9E3779B9)) & LOW, (k[1] + numpy.uint64(0xBB67AE85)) & LOW]
    return numpy.stack(c)


def normals(seed, purpose, stream, count):
    """The first `count` numbers of a stream, in the order that Philox+Normals.swift tells."""
    groups = (count + 63) // 64
    counters = numpy.zeros([16 * groups, 4], numpy.uint64)
    counters[:, 0] = numpy.arange(16 * groups)
    counters[:, 1], counters[:, 2] = stream & 0xFFFFFFFF, stream >> 32
    counters[:, 3] = purpose << 16 | 1 << 15
    words = blocks(counters, seed).reshape(4, groups, 16).astype(float)
    radii, angles = (numpy.concatenate([words[i], words[i + 2]], 1) for i in (0, 1))
    radius = numpy.sqrt(-2 * numpy.log((radii + 0.5) / 2 ** 32))
    angle = 2 * numpy.pi * angles / 2 ** 32
    pairs = numpy.concatenate([radius * numpy.cos(angle), radius * numpy.sin(angle)], 1)
    return pairs.reshape(-1)[:count]
