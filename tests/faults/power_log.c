/* Preloaded into a process, this writes down what it asks of the disk below one folder, in order and with the bytes.
 *
 * FAULTS_ROOT  the folder that is watched
 * FAULTS_LOG   the file that records are appended to; without it nothing is written down
 * FAULTS_LIES  set where a flush shall be answered with "done" and neither be done nor be written down
 *
 * A flush is never really done: the log is the disk. faults_room(n) leaves room for n more bytes (-1: no limit);
 * faults_refused() returns how many writes found no room. faults_die_at(n) kills the process just before the nth
 * call from now on that would change something.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FILES 4096
enum { CREATED = 1, TRUNCATED = 2 };

struct __attribute__((packed)) record { char what; uint64_t file; int64_t at; uint32_t size; };

static const char *root;
static size_t root_length;
static int log_file = -1, lies;
static unsigned char watched[MOST_FILES];
static long room = -1, refused, calls_left;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
    const char *log = getenv("FAULTS_LOG");
    root = getenv("FAULTS_ROOT");
    root_length = root ? strlen(root) : 0;
    lies = getenv("FAULTS_LIES") != NULL;
    if (log) log_file = REAL(open)(log, O_WRONLY | O_APPEND | O_CREAT, 0600);
}

void faults_room(long bytes) { room = bytes; }
long faults_refused(void) { return refused; }
void faults_die_at(long call) { calls_left = call; }

static void step(void) {
    if (calls_left > 0 && --calls_left == 0) kill(getpid(), SIGKILL);
}

static int below(const char *path) {
    return root && strncmp(path, root, root_length) == 0 && (path[root_length] == '/' || !path[root_length]);
}

static int is_watched(int fd) { return fd >= 0 && fd < MOST_FILES && watched[fd]; }

/* One record in one write: the order of the log is the order of the calls. */
static void note(char what, uint64_t file, int64_t at, const void *data, size_t size) {
    int before = errno;
    struct record head = {what, file, at, (uint32_t)size};
    struct iovec parts[] = {{&head, sizeof head}, {(void *)data, size}};
    if (log_file >= 0 && writev(log_file, parts, 2) != (ssize_t)(sizeof head + size)) abort();
    errno = before;
}

static void note_path(char what, uint64_t file, int64_t at, const char *path) {
    note(what, file, at, path, strlen(path));
}

static uint64_t number_of(int fd) {
    struct stat found;
    return fstat(fd, &found) ? 0 : found.st_ino;
}

static int opened(int fd, const char *path, int flags, int was_there) {
    if (fd < 0 || fd >= MOST_FILES) return fd;
    watched[fd] = below(path);
    if (watched[fd])
        note_path('O', number_of(fd), (was_there ? 0 : CREATED) | (flags & O_TRUNC ? TRUNCATED : 0), path);
    return fd;
}

#define OPENS(name)                                              \
    int name(const char *path, int flags, ...) {                 \
        va_list rest;                                            \
        va_start(rest, flags);                                   \
        mode_t mode = va_arg(rest, mode_t);                      \
        va_end(rest);                                            \
        int before = errno, was_there = access(path, F_OK) == 0; \
        errno = before;                                          \
        return opened(REAL(name)(path, flags, mode), path, flags, was_there); \
    }
OPENS(open)
OPENS(open64)

int close(int fd) {
    if (fd >= 0 && fd < MOST_FILES) watched[fd] = 0;
    return REAL(close)(fd);
}

/* How much of a write there is room for; overwriting what is there needs none. */
static ssize_t fitting(int fd, size_t size, off_t at) {
    struct stat found;
    step();
    if (room < 0 || fstat(fd, &found)) return (ssize_t)size;
    long grows = (long)at + (long)size - (long)found.st_size;
    if (grows <= 0) return (ssize_t)size;
    if (grows <= room) {
        room -= grows;
        return (ssize_t)size;
    }
    long rest = (long)size - (grows - room);
    refused++;
    room = 0;
    if (rest > 0) return rest;
    errno = ENOSPC;
    return -1;
}

ssize_t write(int fd, const void *data, size_t size) {
    if (!is_watched(fd)) return REAL(write)(fd, data, size);
    int appends = fcntl(fd, F_GETFL) & O_APPEND;
    off_t at = lseek(fd, 0, appends ? SEEK_END : SEEK_CUR);
    ssize_t fits = fitting(fd, size, at);
    if (fits < 0) return fits;
    ssize_t done = REAL(write)(fd, data, (size_t)fits);
    if (done > 0) note('W', number_of(fd), at, data, (size_t)done);
    return done;
}

#define WRITES(name, offset)                                          \
    ssize_t name(int fd, const void *data, size_t size, offset at) {  \
        if (!is_watched(fd)) return REAL(name)(fd, data, size, at);   \
        ssize_t fits = fitting(fd, size, at);                         \
        if (fits < 0) return fits;                                    \
        ssize_t done = REAL(name)(fd, data, (size_t)fits, at);        \
        if (done > 0) note('W', number_of(fd), at, data, (size_t)done); \
        return done;                                                  \
    }
WRITES(pwrite, off_t)
WRITES(pwrite64, off64_t)

#define TRUNCATES(name, offset)                                            \
    int name(int fd, offset size) {                                        \
        if (is_watched(fd)) step();                                        \
        int done = REAL(name)(fd, size);                                   \
        if (!done && is_watched(fd)) note('T', number_of(fd), size, "", 0); \
        return done;                                                       \
    }
TRUNCATES(ftruncate, off_t)
TRUNCATES(ftruncate64, off64_t)

#define FLUSHES(name)                                           \
    int name(int fd) {                                          \
        if (!is_watched(fd)) return REAL(name)(fd);             \
        step();                                                 \
        if (!lies) note('S', number_of(fd), 0, "", 0);          \
        return 0;                                               \
    }
FLUSHES(fsync)
FLUSHES(fdatasync)

int unlink(const char *path) {
    if (below(path)) step();
    int done = REAL(unlink)(path);
    if (!done && below(path)) note_path('U', 0, 0, path);
    return done;
}

int rmdir(const char *path) {
    int done = REAL(rmdir)(path);
    if (!done && below(path)) note_path('U', 0, 0, path);
    return done;
}

int mkdir(const char *path, mode_t mode) {
    struct stat found;
    if (below(path)) step();
    int done = REAL(mkdir)(path, mode);
    if (!done && below(path) && !stat(path, &found)) note_path('M', found.st_ino, 0, path);
    return done;
}

int rename(const char *from, const char *to) {
    char both[8192];
    if (below(to)) step();
    int done = REAL(rename)(from, to);
    if (!done && below(to)) {
        int size = snprintf(both, sizeof both, "%s%c%s", from, 0, to);
        note('R', 0, 0, both, (size_t)size);
    }
    return done;
}
