/* kernels_ref.c -- the kernels over lanes_ref.h. */
#include "nn/lanes_ref.h"

#include <math.h>

#include "nn/kernels_body.h"
