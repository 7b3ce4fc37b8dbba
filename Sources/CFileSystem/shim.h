#pragma once
#include <errno.h>

#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>

/* Exchanges two names at once: glibc declares renameat2 under _GNU_SOURCE only, which Swift does
   not set. -1 and errno where the kernel or the file system cannot. */
static inline int exchange_names(const char *first, const char *second) {
    return (int)syscall(SYS_renameat2, -100 /* AT_FDCWD */, first, -100, second,
                        2u /* RENAME_EXCHANGE */);
}
#elif defined(__APPLE__)
#include <stdio.h>

static inline int exchange_names(const char *first, const char *second) {
    return renamex_np(first, second, RENAME_SWAP);
}
#else
static inline int exchange_names(const char *first, const char *second) {
    (void)first;
    (void)second;
    errno = ENOSYS;
    return -1;
}
#endif
