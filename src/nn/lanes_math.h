/* lanes_math.h -- functions of sixteen lanes that the kernels share; included after one of lanes_*.h. */
#ifndef DUL_LANES_MATH_H
#define DUL_LANES_MATH_H

/* Hostile models may make anything of a number; within these bounds it can be counted with. */
LANES_FN vf lanes_tame(vf x)
{
    return vf_min(vf_max(x, vf_set(-1e30f)), vf_set(1e30f));
}

/* exp x for x <= 0: 2^whole times a polynomial on [-ln 2 / 2, ln 2 / 2] (Cephes' expf). */
LANES_FN vf lanes_exp(vf x)
{
    x        = vf_max(x, vf_set(-87.0f));
    vi whole = vf_round(vf_mul(x, vf_set(1.44269504088896341f)));
    vf n     = vf_of(whole);
    x        = vf_fma(n, vf_set(-0.693359375f), x);
    x        = vf_fma(n, vf_set(2.12194440e-4f), x);
    vf y     = vf_fma(x, vf_set(1.9875691500e-4f), vf_set(1.3981999507e-3f));
    y        = vf_fma(y, x, vf_set(8.3334519073e-3f));
    y        = vf_fma(y, x, vf_set(4.1665795894e-2f));
    y        = vf_fma(y, x, vf_set(1.6666665459e-1f));
    y        = vf_fma(y, x, vf_set(5.0000001201e-1f));
    y        = vf_add(vf_fma(y, vf_mul(x, x), x), vf_set(1.0f));
    return vf_mul(y, vi_exp2(whole));
}

#endif
