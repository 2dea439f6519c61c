/* kernels.c -- which variants this processor runs. */
#include "nn/kernels.h"

#if defined(__x86_64__)
#include <cpuid.h>

static bool kernels_have_avxvnni(void)
{
    unsigned a, b, c, d;
    return __get_cpuid_count(7, 1, &a, &b, &c, &d) && (a >> 4 & 1) != 0;
}
#endif

const dul_kernels *dul_kernels_get(size_t index)
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    bool avx2   = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
                  __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vnni");
    if (avx512 && index-- == 0)
        return &dul_kernels_avx512;
    if (avx2 && kernels_have_avxvnni() && index-- == 0)
        return &dul_kernels_avxvnni;
    if (avx2 && index-- == 0) /* each processor with AVX2 converts halves (F16C) too */
        return &dul_kernels_avx2;
#elif defined(__aarch64__)
    if (index-- == 0) /* each of them has NEON */
        return &dul_kernels_neon;
#endif
    return index == 0 ? &dul_kernels_ref : NULL;
}
