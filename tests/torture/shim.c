/* A disk that fails: loaded before the C library, it fails one kind of call below one folder from the n-th on.
 *
 * The environment is read at each call: TORTURE_UNDER (folder), TORTURE_CALL (fsync, write, rename or ftruncate, or
 * several with a comma between), TORTURE_AT (the first call that fails, from 1), TORTURE_FOR (how many fail).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long seen;

void torture_begin(void) { seen = 0; }

static int below(const char *path) {
    const char *under = getenv("TORTURE_UNDER");
    return under && *under && strncmp(path, under, strlen(under)) == 0;
}

static int below_handle(int handle) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return below(path);
}

static int fails(const char *call) {
    const char *calls = getenv("TORTURE_CALL"), *at = getenv("TORTURE_AT"), *times = getenv("TORTURE_FOR");
    if (!calls || !at || !times || !strstr(calls, call)) return 0;
    seen++;
    if (seen < atol(at) || seen >= atol(at) + atol(times)) return 0;
    errno = EIO;
    return 1;
}

#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

int fsync(int handle) { REAL(fsync); return below_handle(handle) && fails("fsync") ? -1 : real(handle); }
int fdatasync(int handle) { REAL(fdatasync); return below_handle(handle) && fails("fsync") ? -1 : real(handle); }

ssize_t write(int handle, const void *data, size_t size) {
    REAL(write);
    return below_handle(handle) && fails("write") ? -1 : real(handle, data, size);
}

int rename(const char *from, const char *to) { REAL(rename); return below(to) && fails("rename") ? -1 : real(from, to); }
int ftruncate(int handle, off_t size) {
    REAL(ftruncate);
    return below_handle(handle) && fails("ftruncate") ? -1 : real(handle, size);
}
int ftruncate64(int handle, off64_t size) {
    REAL(ftruncate64);
    return below_handle(handle) && fails("ftruncate") ? -1 : real(handle, size);
}
