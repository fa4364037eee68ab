/* Lets the n-th call that writes below a folder fail. It is loaded before the C library (LD_PRELOAD, Linux), and armed
   by the program itself: fault_arm(n, errno, folder); fault_fired() says whether a call was made to fail. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static long left = -1;
static int code, fired;
static char below[PATH_MAX];

void fault_arm(long n, int number, const char *folder) {
    snprintf(below, sizeof below, "%s", folder);
    left = n;
    code = number;
    fired = 0;
}

int fault_fired(void) { return fired; }

static int fails(const char *path) {
    if (left < 0 || path == NULL) return 0;
    if (path[0] == '/' && strncmp(path, below, strlen(below)) != 0) return 0;
    if (left-- > 0) return 0;
    fired = 1;
    errno = code;
    return 1;
}

static int fails_at(int descriptor) {
    char name[64], path[PATH_MAX];
    if (left < 0) return 0;
    snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return path[0] == '/' ? fails(path) : 0;
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
#define WRITES (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)
#define MODE mode_t mode = 0; if (flags & O_CREAT) { va_list more; va_start(more, flags); mode = va_arg(more, int); va_end(more); }

int open(const char *p, int flags, ...) { MODE REAL(open); return (flags & WRITES) && fails(p) ? -1 : real(p, flags, mode); }
int open64(const char *p, int flags, ...) { MODE REAL(open64); return (flags & WRITES) && fails(p) ? -1 : real(p, flags, mode); }
int openat(int d, const char *p, int flags, ...) { MODE REAL(openat); return (flags & WRITES) && fails(p) ? -1 : real(d, p, flags, mode); }
ssize_t write(int d, const void *b, size_t n) { REAL(write); return fails_at(d) ? -1 : real(d, b, n); }
ssize_t pwrite(int d, const void *b, size_t n, off_t o) { REAL(pwrite); return fails_at(d) ? -1 : real(d, b, n, o); }
ssize_t pwrite64(int d, const void *b, size_t n, off64_t o) { REAL(pwrite64); return fails_at(d) ? -1 : real(d, b, n, o); }
int fsync(int d) { REAL(fsync); return fails_at(d) ? -1 : real(d); }
int fdatasync(int d) { REAL(fdatasync); return fails_at(d) ? -1 : real(d); }
int syncfs(int d) { REAL(syncfs); return fails_at(d) ? -1 : real(d); }
int ftruncate(int d, off_t n) { REAL(ftruncate); return fails_at(d) ? -1 : real(d, n); }
int ftruncate64(int d, off64_t n) { REAL(ftruncate64); return fails_at(d) ? -1 : real(d, n); }
int fchmod(int d, mode_t m) { REAL(fchmod); return fails_at(d) ? -1 : real(d, m); }
int chmod(const char *p, mode_t m) { REAL(chmod); return fails(p) ? -1 : real(p, m); }
int rename(const char *a, const char *b) { REAL(rename); return fails(b) ? -1 : real(a, b); }
int renameat2(int c, const char *a, int d, const char *b, unsigned f) { REAL(renameat2); return fails(b) ? -1 : real(c, a, d, b, f); }
int link(const char *a, const char *b) { REAL(link); return fails(b) ? -1 : real(a, b); }
int linkat(int c, const char *a, int d, const char *b, int f) { REAL(linkat); return fails(b) ? -1 : real(c, a, d, b, f); }
int symlink(const char *a, const char *b) { REAL(symlink); return fails(b) ? -1 : real(a, b); }
int unlink(const char *p) { REAL(unlink); return fails(p) ? -1 : real(p); }
int unlinkat(int d, const char *p, int f) { REAL(unlinkat); return fails(p) ? -1 : real(d, p, f); }
int rmdir(const char *p) { REAL(rmdir); return fails(p) ? -1 : real(p); }
int mkdir(const char *p, mode_t m) { REAL(mkdir); return fails(p) ? -1 : real(p, m); }
