#pragma once
#include <errno.h>
#include <stdint.h>
#include <sys/resource.h>

/* Bytes that a file of this process may have (ulimit -f); INT64_MAX for no limit. Swift sees the
   names of resource limits as other types than its getrlimit takes. */
static inline int64_t file_size_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY ||
        limit.rlim_cur > INT64_MAX) {
        return INT64_MAX;
    }
    return (int64_t)limit.rlim_cur;
}

#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>

/* What renameat2 does in one step and rename cannot: glibc declares renameat2 under _GNU_SOURCE only, which Swift does
   not set. -1 and errno where the kernel or the file system cannot. */

/* Exchanges two names. */
static inline int exchange_names(const char *first, const char *second) {
    return (int)syscall(SYS_renameat2, -100 /* AT_FDCWD */, first, -100, second,
                        2u /* RENAME_EXCHANGE */);
}

/* Gives a file another name that must be free, else -1 and EEXIST. */
static inline int rename_to_new(const char *old_name, const char *new_name) {
    return (int)syscall(SYS_renameat2, -100, old_name, -100, new_name, 1u /* RENAME_NOREPLACE */);
}
#elif defined(__APPLE__)
#include <stdio.h>

static inline int exchange_names(const char *first, const char *second) {
    return renamex_np(first, second, RENAME_SWAP);
}

static inline int rename_to_new(const char *old_name, const char *new_name) {
    return renamex_np(old_name, new_name, RENAME_EXCL);
}
#else
static inline int exchange_names(const char *first, const char *second) {
    (void)first;
    (void)second;
    errno = ENOSYS;
    return -1;
}

static inline int rename_to_new(const char *old_name, const char *new_name) {
    return exchange_names(old_name, new_name);
}
#endif
