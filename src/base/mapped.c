/* mapped.c -- POSIX mmap behind two functions. */
#define _POSIX_C_SOURCE 200809L
#include "base/mapped.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

dulati_result dul_mapped_open(const char *path, dul_mapped *out, dulati_error *err)
{
    *out   = (dul_mapped){{NULL, 0}};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return dul_fail(err, DULATI_E_IO, errno == ENOENT ? "no such file" : "cannot open the file", path, 0, 0);
    struct stat about;
    if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) {
        close(fd);
        return dul_fail(err, DULATI_E_IO, "not a regular file", path, 0, 0);
    }
    if (about.st_size > 0) {
        void *bytes = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (bytes == MAP_FAILED) {
            close(fd);
            return dul_fail(err, DULATI_E_IO, "cannot map the file", path, 0, 0);
        }
        out->bytes = (dul_str){bytes, (size_t)about.st_size};
    }
    close(fd);
    return DULATI_OK;
}

void dul_mapped_close(dul_mapped *mapped)
{
    if (mapped->bytes.at != NULL)
        munmap((void *)(uintptr_t)mapped->bytes.at, mapped->bytes.len);
    *mapped = (dul_mapped){{NULL, 0}};
}
