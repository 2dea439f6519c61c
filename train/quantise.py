#!/usr/bin/env python3
"""Matrices in 8 bits: from a model of "dulati-model 1" (floats and halves) to "dulati-model 2" (docs/model-format.md).

usage: quantise.py OLD.safetensors NEW.safetensors

Each row becomes whole numbers from -127 to 127 and one scale: the largest weight / 127. (Scales that cut the largest weights off and so bring the others nearer
were tried: next to none of the rows gains by them.)
"""
import sys

import numpy as np

import tensorfile


def rows(matrix, scale_type=np.float32):
    """(whole numbers [n][k], scales [n]) of a matrix [n][k]."""
    matrix = np.asarray(matrix, np.float32)
    scales = (np.abs(matrix).max(1) / 127).astype(scale_type)
    divisor = np.where(scales == 0, 1, scales).astype(np.float32)[:, None]
    return np.clip(np.rint(matrix / divisor), -127, 127).astype(np.int8), scales


def tensors(floats):
    """The tensors of version 2 of those of version 1, by name."""
    out = {}
    for name, x in floats.items():
        if x.ndim < 2:
            out[name] = np.asarray(x, np.float32)
            continue
        if name == "arc.weight":  # from [dependent][head] to [head][dependent]: a row an output, as in all others
            x = np.asarray(x).T
        out[name], out[name.removesuffix(".weight") + ".scale"] = rows(x, np.float16 if name.startswith("embed.") else np.float32)
    return out


def metadata(old):
    return {**old, "format": "dulati-model 2", "encoder": "lstm"}


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    floats, about = tensorfile.load(sys.argv[1])
    if about["format"] != "dulati-model 1":
        sys.exit("not a file of dulati-model 1")
    tensorfile.save(sys.argv[2], tensors(floats), metadata(about))


if __name__ == "__main__":
    main()
