/* Loaded before the C library, into the program that script/faults builds with: it counts the calls
   that change the study and the site, over all threads, and stops the program right before one of
   them, so that strace can be attached to the thread that is about to make it.

     FAULTS_ROOT   the folder that holds runs and site, which is the working directory
     FAULTS_LOG    where each call is written down: its thread, its name and its path
     FAULTS_CALL   the name of the call to stop before
     FAULTS_AT     which of the calls of that name, from 1; 0 for none */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static const char *root, *wanted;
static long wanted_number;
static atomic_long number;
static int log_file = -1;

__attribute__((constructor)) static void prepare(void) {
    const char *log = getenv("FAULTS_LOG");
    root = getenv("FAULTS_ROOT");
    wanted = getenv("FAULTS_CALL");
    wanted_number = getenv("FAULTS_AT") ? atol(getenv("FAULTS_AT")) : 0;
    if (!root || !log) { return; }
    /* Whoever attaches is no parent of this process. */
    prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY);
    log_file = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
}

static int is_ours(const char *path) {
    size_t length = strlen(root);
    if (!strncmp(path, root, length) && path[length] == '/') { path += length + 1; }
    return (!strncmp(path, "runs", 4) || !strncmp(path, "site", 4)) &&
           (path[4] == '/' || path[4] == 0);
}

static void about_to(const char *call, const char *path) {
    if (log_file < 0 || !is_ours(path)) { return; }
    char line[PATH_MAX + 64];
    int length = snprintf(line, sizeof line, "%d %s %s\n", gettid(), call, path);
    (void)!REAL(write)(log_file, line, (size_t)length);
    if (wanted && !strcmp(call, wanted) && atomic_fetch_add(&number, 1) + 1 == wanted_number) {
        raise(SIGSTOP);
    }
}

static void about_to_use(const char *call, int file) {
    char link[64], path[PATH_MAX + 1];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, PATH_MAX);
    if (length < 0) { return; }
    path[length] = 0;
    about_to(call, path);
}

/* A file that is opened to be read changes nothing. */
#define OPENING(name)                                        \
    int name(const char *path, int flags, ...) {             \
        mode_t mode = 0;                                     \
        if (flags & O_CREAT) {                               \
            va_list more;                                    \
            va_start(more, flags);                           \
            mode = va_arg(more, mode_t);                     \
            va_end(more);                                    \
            about_to("openat", path);                        \
        }                                                    \
        return REAL(name)(path, flags, mode);                \
    }
OPENING(open)
OPENING(open64)

ssize_t write(int file, const void *bytes, size_t count) {
    about_to_use("write", file);
    return REAL(write)(file, bytes, count);
}

int fsync(int file) {
    about_to_use("fsync", file);
    return REAL(fsync)(file);
}

int ftruncate(int file, off_t length) {
    about_to_use("ftruncate", file);
    return REAL(ftruncate)(file, length);
}

int rename(const char *old_path, const char *new_path) {
    about_to("rename", new_path);
    return REAL(rename)(old_path, new_path);
}

int mkdir(const char *path, mode_t mode) {
    about_to("mkdir", path);
    return REAL(mkdir)(path, mode);
}

int unlink(const char *path) {
    about_to("unlink", path);
    return REAL(unlink)(path);
}

int rmdir(const char *path) {
    about_to("rmdir", path);
    return REAL(rmdir)(path);
}

/* How renameat2 is called, which C libraries of some age do not have. */
long syscall(long call, ...) {
    long parts[6];
    va_list more;
    va_start(more, call);
    for (int index = 0; index < 6; index++) { parts[index] = va_arg(more, long); }
    va_end(more);
    if (call == SYS_renameat2) { about_to("renameat2", (const char *)parts[3]); }
    return REAL(syscall)(call, parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
}
