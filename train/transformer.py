"""The encoder of english-accurate: MiniLM over word pieces, a weighted sum of its layers, the mean over each word's pieces."""
import json
import struct

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from rounding import Linear, rounded

K, N_HEADS, K_FEED, N_LAYERS, N_POSITIONS = 384, 12, 1536, 6, 512


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.o = Linear(K, 3 * K), Linear(K, K)
        self.up, self.down = Linear(K, K_FEED), Linear(K_FEED, K)
        self.norm1, self.norm2 = nn.LayerNorm(K, eps=1e-12), nn.LayerNorm(K, eps=1e-12)

    def forward(self, x, mask, dropout):
        q, k, v = self.qkv(x).view(*x.shape[:2], 3, N_HEADS, K // N_HEADS).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(x.shape)
        x = self.norm1(x + dropout(self.o(seen)))
        return self.norm2(x + dropout(self.down(F.gelu(self.up(x)))))


class MiniLM(nn.Module):
    weight_rounded = input_rounded = False

    def __init__(self, n_pieces):
        super().__init__()
        self.word = nn.Parameter(torch.zeros(n_pieces, K), requires_grad=False)  # stays as it was pretrained
        self.position = nn.Parameter(torch.zeros(N_POSITIONS, K))
        self.norm = nn.LayerNorm(K, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(N_LAYERS))
        self.mix = nn.Parameter(torch.zeros(N_LAYERS + 1))
        self.gamma = nn.Parameter(torch.ones(()))

    def mixture(self):
        return self.gamma * F.softmax(self.mix, 0)

    def forward(self, pieces, owner, n_words, dropout):
        """pieces [b, m], owner [b, m]: the word of each piece, -1 for none; gives [b, n_words, K]."""
        beyond = pieces == 0
        mask = torch.zeros(beyond.shape).masked_fill(beyond, -1e9)[:, None, None]
        x = F.embedding(pieces, self.word)
        x = self.norm((rounded(x, half_scale=True) if self.weight_rounded else x) + self.position[:pieces.shape[1]])
        weights = self.mixture()
        total = weights[0] * x
        for i, layer in enumerate(self.layers):
            x = layer(x, mask, dropout)
            total = total + weights[i + 1] * x
        share = (owner[:, None] == torch.arange(n_words)[None, :, None]).float()
        return (share / share.sum(2, keepdim=True).clamp(min=1)) @ total


def read_pretrained(path):
    """The tensors of a safetensors file with F32 alone."""
    raw = open(path, "rb").read()
    end = 8 + struct.unpack("<Q", raw[:8])[0]
    header = json.loads(raw[8:end])
    return {name: torch.tensor(np.frombuffer(raw[end + t["data_offsets"][0]:end + t["data_offsets"][1]], "<f4").reshape(t["shape"]))
            for name, t in header.items() if name != "__metadata__" and t["dtype"] == "F32"}


@torch.no_grad()
def take_pretrained(model, path):
    t = read_pretrained(path)
    model.word.copy_(t["embeddings.word_embeddings.weight"])
    model.position.copy_(t["embeddings.position_embeddings.weight"] + t["embeddings.token_type_embeddings.weight"][0])

    def take(module, name):
        module.weight.copy_(t[name + ".weight"])
        module.bias.copy_(t[name + ".bias"])

    take(model.norm, "embeddings.LayerNorm")
    for i, layer in enumerate(model.layers):
        name = "encoder.layer.%d." % i
        for j, part in enumerate(("query", "key", "value")):
            layer.qkv.weight[j * K:(j + 1) * K] = t[name + "attention.self.%s.weight" % part]
            layer.qkv.bias[j * K:(j + 1) * K] = t[name + "attention.self.%s.bias" % part]
        take(layer.o, name + "attention.output.dense")
        take(layer.norm1, name + "attention.output.LayerNorm")
        take(layer.up, name + "intermediate.dense")
        take(layer.down, name + "output.dense")
        take(layer.norm2, name + "output.LayerNorm")
