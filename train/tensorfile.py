"""The safetensors format: header length, JSON header, tensors; metadata are strings."""
import json
import struct

import numpy as np

TYPES = {"F32": np.dtype("<f4"), "F16": np.dtype("<f2"), "I32": np.dtype("<i4"), "I8": np.dtype("i1")}


def checksum(chunks):
    """FNV-1a (64 bit) of the tensors' bytes, in hex: what `dulati doctor` compares."""
    value = 0xcbf29ce484222325
    for chunk in chunks:
        for byte in chunk:
            value = (value ^ byte) * 0x100000001b3 & 0xffffffffffffffff
    return "%016x" % value


def save(path, tensors, metadata):
    """tensors: {name: numpy array}.  Metadata gain the data's checksum.  The data start at a multiple of 64 bytes; the largest come first, since the
    format allows no gaps, and so all with a multiple of 64 bytes stay aligned."""
    names = {kind: name for name, kind in TYPES.items()}
    header, data, at = {"__metadata__": metadata}, [], 0
    for name, array in sorted(tensors.items(), key=lambda pair: (-pair[1].nbytes, pair[0])):
        raw = np.ascontiguousarray(array).tobytes()
        header[name] = {"dtype": names[array.dtype], "shape": list(array.shape), "data_offsets": [at, at + len(raw)]}
        data.append(raw)
        at += len(raw)
    header["__metadata__"] = {**metadata, "checksum": checksum(data)}
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-(8 + len(text)) % 64)
    with open(path, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text)
        out.writelines(data)


def load(path):
    """({name: array}, metadata)"""
    with open(path, "rb") as file:
        raw = file.read()
    end = 8 + struct.unpack("<Q", raw[:8])[0]
    header = json.loads(raw[8:end])
    metadata = header.pop("__metadata__", {})
    return {name: np.frombuffer(raw[end + t["data_offsets"][0]:end + t["data_offsets"][1]], TYPES[t["dtype"]]).reshape(t["shape"])
            for name, t in header.items()}, metadata
