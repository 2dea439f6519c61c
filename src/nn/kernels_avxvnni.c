/* kernels_avxvnni.c -- the kernels over lanes_avx2.h with AVX-VNNI: recent processors without AVX-512. */
#define DUL_LANES_VNNI
#include "nn/lanes_avx2.h"

#include <math.h>

#include "nn/kernels_body.h"
