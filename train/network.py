"""The network of docs/model-format.md: hashed embeddings, a bidirectional LSTM, linear heads, a bilinear arc scorer."""
import torch
from torch import nn
from torch.nn import functional as F

from forms import NOTHING, WORD_ROWS

TAGS = ("upos", "xpos", "feats", "lemma")


class Encoder(nn.Module):
    """Two one-way LSTMs a layer.  Padding stands at the right end; the backward one reads each sentence reversed."""

    def __init__(self, k_in, k_hidden, n_layers):
        super().__init__()
        widths = [k_in] + [2 * k_hidden] * (n_layers - 1)
        self.forwards = nn.ModuleList(nn.LSTM(k, k_hidden, batch_first=True) for k in widths)
        self.backwards = nn.ModuleList(nn.LSTM(k, k_hidden, batch_first=True) for k in widths)
        for lstm in [*self.forwards, *self.backwards]:
            nn.init.orthogonal_(lstm.weight_hh_l0)
            nn.init.xavier_uniform_(lstm.weight_ih_l0)
            nn.init.zeros_(lstm.bias_ih_l0)
            nn.init.zeros_(lstm.bias_hh_l0)
            nn.init.ones_(lstm.bias_ih_l0.data[k_hidden:2 * k_hidden])  # remember by default

    def forward(self, x, lengths, dropout):
        place = torch.arange(x.shape[1])[None]
        mirror = torch.where(place < lengths[:, None], lengths[:, None] - 1 - place, place)[..., None]
        for ahead, back in zip(self.forwards, self.backwards):
            x = dropout(x)
            left = ahead(x)[0]
            right = back(x.gather(1, mirror.expand_as(x)))[0]
            x = torch.cat([left, right.gather(1, mirror.expand_as(right))], -1)
        return x


class Network(nn.Module):
    def __init__(self, sizes, labels):
        """sizes: k_embed, n_layers, k_hidden, k_arc, k_rel; labels: {"upos": [...], ..., "rel": [...]}."""
        super().__init__()
        k, k_arc, k_rel = 2 * sizes["k_hidden"], sizes["k_arc"], sizes["k_rel"]
        self.embed = nn.Parameter(torch.randn(NOTHING + 1, sizes["k_embed"]) * 0.1)
        self.norm = nn.LayerNorm(sizes["k_embed"])
        self.encoder = Encoder(sizes["k_embed"], sizes["k_hidden"], sizes["n_layers"])
        self.tags = nn.ModuleDict({name: nn.Linear(k, len(labels[name])) for name in TAGS})
        self.arc_dep, self.arc_head = nn.Linear(k, k_arc), nn.Linear(k, k_arc)
        self.arc_root = nn.Parameter(torch.randn(k_arc) * 0.1)
        self.arc_weight = nn.Parameter(torch.randn(k_arc, k_arc) * k_arc ** -0.5)
        self.arc_bias = nn.Parameter(torch.zeros(k_arc))
        self.rel_dep, self.rel_head = nn.Linear(k, k_rel), nn.Linear(k, k_rel)
        self.rel_root = nn.Parameter(torch.randn(k_rel) * 0.1)
        self.rel = nn.Linear(k_rel, len(labels["rel"]))
        self.p_between, self.p_heads = 0.0, 0.0

    def dropout(self, x, p):
        """One mask a sentence, the same for all its tokens."""
        if not self.training or p == 0:
            return x
        return x * x.new_empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - p) / (1 - p)

    def encode(self, rows, lengths):
        """rows [b, n, 13] of the joint table; gives [b, n, 2 * k_hidden]."""
        there = rows != NOTHING
        x = (F.embedding(rows, self.embed) * there[..., None]).sum(2)
        x = self.norm(x * there.sum(2, keepdim=True).clamp(min=1) ** -0.5)
        return self.encoder(x, lengths, lambda y: self.dropout(y, self.p_between))

    def tag(self, encoding):
        x = self.dropout(encoding, self.p_heads)
        return {name: head(x) for name, head in self.tags.items()}

    def arcs(self, encoding, lengths):
        """[b, n, 1 + n]: the score of each head for each token, column 0 the root, padding far below."""
        dep = self.dropout(F.relu(self.arc_dep(encoding)), self.p_heads)
        head = self.dropout(F.relu(self.arc_head(encoding)), self.p_heads)
        head = torch.cat([self.arc_root.expand(len(head), 1, -1), head], 1)
        scores = (dep @ self.arc_weight + self.arc_bias) @ head.transpose(1, 2)
        beyond = torch.arange(scores.shape[2])[None] > lengths[:, None]
        return scores.masked_fill(beyond[:, None], -1e9)

    def rels(self, encoding, heads):
        """[b, n, l]: label scores given heads [b, n], -1 for the root."""
        hidden_head = torch.cat([self.rel_root.expand(len(encoding), 1, -1), self.rel_head(encoding)], 1)
        chosen = hidden_head.gather(1, (heads + 1)[..., None].expand(-1, -1, hidden_head.shape[2]))
        return self.rel(self.dropout(F.relu(self.rel_dep(encoding) + chosen), self.p_heads))


def drop_rows(rows, p_word, p_other, rng):
    """Embedding dropout: a token's two word rows become nothing, or those of some other word (which is how the table
    treats a word that training never saw); single other rows become nothing.  p_word is [b, n]."""
    rows = rows.clone()
    chance = torch.rand(rows.shape[:2], generator=rng)
    lost, mistaken = chance < p_word / 2, (chance >= p_word / 2) & (chance < p_word)
    rows[..., 2:] = rows[..., 2:].masked_fill(torch.rand(rows[..., 2:].shape, generator=rng) < p_other, NOTHING)
    rows[..., :2] = rows[..., :2].masked_fill(lost[..., None], NOTHING)
    random = torch.randint(0, WORD_ROWS, rows[..., :2].shape, generator=rng)
    rows[..., :2] = torch.where(mistaken[..., None], random, rows[..., :2])
    return rows


def n_multiply_adds(model):
    """A token's share of the encoder and the heads, without the arc scores that grow with the sentence."""
    return sum(p.numel() for name, p in model.named_parameters() if p.dim() == 2 and name != "embed")


