/* kernels_neon.c -- the kernels over lanes_neon.h; nothing on other processors. */
#include "nn/kernels.h"

#if defined(__aarch64__)
#include "nn/lanes_neon.h"

#include <math.h>

#include "nn/kernels_body.h"
#endif
