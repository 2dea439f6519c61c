/* kernels_avx512.c -- the kernels over lanes_avx512.h. */
#include "nn/lanes_avx512.h"

#include <math.h>

#include "nn/kernels_body.h"
