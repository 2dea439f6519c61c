/* kernels_avx2.c -- the kernels over lanes_avx2.h. */
#include "nn/lanes_avx2.h"

#include <math.h>

#include "nn/kernels_body.h"
