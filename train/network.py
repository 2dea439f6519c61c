"""The network of docs/model-format.md: hashed embeddings, an encoder (LSTM or transformer), linear heads, a bilinear arc scorer."""
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional as F

from forms import N_COLUMNS, NOTHING, WORD_ROWS, sentence_rows
from rounding import Linear, rounded, rounded_bytes, rounded_state
from transformer import K as K_TRANSFORMER, MiniLM, N_POSITIONS

TAGS = ("upos", "xpos", "feats", "lemma", "mention")


@dataclass
class Input:
    """Sentences as numbers: rows [b, n, 13] of the joint table; for a transformer word pieces [b, m] (0 beyond the end) and the
    word [b, m] that each belongs to (-1: none)."""
    rows: torch.Tensor
    lengths: torch.Tensor
    pieces: torch.Tensor = None
    owner: torch.Tensor = None


def make_input(sentences, wordpieces=None):
    """From lists of forms; `wordpieces` where the encoder is a transformer."""
    lengths = torch.tensor([len(forms) for forms in sentences])
    rows = torch.full((len(sentences), int(lengths.max()), N_COLUMNS), NOTHING)
    for b, forms in enumerate(sentences):
        rows[b, :len(forms)] = torch.tensor(sentence_rows(forms))
    if not wordpieces:
        return Input(rows, lengths)
    strings = [[(wordpieces.first, -1), *((p, i) for i, f in enumerate(forms) for p in wordpieces.of(f)), (wordpieces.last, -1)]
               for forms in sentences]
    strings = [string[:N_POSITIONS] for string in strings]
    pieces = torch.zeros(len(strings), max(map(len, strings)), dtype=torch.long)
    owner = torch.full_like(pieces, -1)
    for b, string in enumerate(strings):
        pieces[b, :len(string)] = torch.tensor([p for p, _ in string])
        owner[b, :len(string)] = torch.tensor([i for _, i in string])
    return Input(rows, lengths, pieces, owner)


class Lstm(nn.LSTM):
    """One way, one layer, with weights and states rounded if asked."""
    weight_rounded = input_rounded = False

    def forward(self, x):
        if not self.weight_rounded:
            return super().forward(x)[0]
        w_in, w_rec = rounded(self.weight_ih_l0), rounded(self.weight_hh_l0)
        if self.input_rounded and not self.training:
            return self.step_by_step(x, w_in, w_rec)
        start = x.new_zeros(1, x.shape[0], self.hidden_size)
        x = torch.lstm(x, (start, start), [w_in, w_rec, self.bias_ih_l0, self.bias_hh_l0], True, 1, 0.0, self.training, False, True)[0]
        return rounded_state(x) if self.input_rounded else x  # in training the recurrence is left as it is: one call for all steps

    def step_by_step(self, x, w_in, w_rec):
        """As the C runtime counts: what goes from step to step is rounded too."""
        gates = x @ w_in.T + self.bias_ih_l0 + self.bias_hh_l0
        state, cell, out = x.new_zeros(x.shape[0], self.hidden_size), x.new_zeros(x.shape[0], self.hidden_size), []
        for t in range(x.shape[1]):
            i, f, g, o = (gates[:, t] + state @ w_rec.T).chunk(4, -1)
            cell = f.sigmoid() * cell + i.sigmoid() * g.tanh()
            state = rounded_state(o.sigmoid() * cell.tanh())
            out.append(state)
        return torch.stack(out, 1)


class Encoder(nn.Module):
    """Two one-way LSTMs a layer.  Padding stands at the right end; the backward one reads each sentence reversed."""

    def __init__(self, k_in, k_hidden, n_layers):
        super().__init__()
        widths = [k_in] + [2 * k_hidden] * (n_layers - 1)
        self.forwards = nn.ModuleList(Lstm(k, k_hidden, batch_first=True) for k in widths)
        self.backwards = nn.ModuleList(Lstm(k, k_hidden, batch_first=True) for k in widths)
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
            left = ahead(x)
            right = back(x.gather(1, mirror.expand_as(x)))
            x = torch.cat([left, right.gather(1, mirror.expand_as(right))], -1)
        return x


class Network(nn.Module):
    def __init__(self, sizes, labels):
        """sizes: k_embed, k_arc, k_rel, and n_layers, k_hidden of an LSTM or n_pieces of a transformer;
        labels: {"upos": [...], ..., "rel": [...]}."""
        super().__init__()
        k_arc, k_rel = sizes["k_arc"], sizes["k_rel"]
        self.embed = nn.Parameter(torch.randn(NOTHING + 1, sizes["k_embed"]) * 0.1)
        self.norm = nn.LayerNorm(sizes["k_embed"])
        if "n_pieces" in sizes:
            k = K_TRANSFORMER + sizes["k_embed"]
            self.encoder = MiniLM(sizes["n_pieces"])
        else:
            k = 2 * sizes["k_hidden"]
            self.encoder = Encoder(sizes["k_embed"], sizes["k_hidden"], sizes["n_layers"])
        self.is_lstm = "n_pieces" not in sizes
        self.tags = nn.ModuleDict({name: Linear(k, len(labels[name])) for name in TAGS})
        self.arc_dep, self.arc_head = Linear(k, k_arc), Linear(k, k_arc)
        self.arc_root = nn.Parameter(torch.randn(k_arc) * 0.1)
        self.arc_weight = nn.Parameter(torch.randn(k_arc, k_arc) * k_arc ** -0.5)
        self.arc_bias = nn.Parameter(torch.zeros(k_arc))
        self.rel_dep, self.rel_head = Linear(k, k_rel), Linear(k, k_rel)
        self.rel_root = nn.Parameter(torch.randn(k_rel) * 0.1)
        self.rel = Linear(k_rel, len(labels["rel"]))
        if self.is_lstm:  # what comes out of it is rounded there
            for head in (*self.tags.values(), self.arc_dep, self.arc_head, self.rel_dep, self.rel_head):
                head.round_input = lambda x: x
        self.p_between, self.p_heads = 0.0, 0.0
        self.weight_rounded = self.input_rounded = False

    def dropout(self, x, p):
        """One mask a sentence, the same for all its tokens."""
        if not self.training or p == 0:
            return x
        return x * x.new_empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - p) / (1 - p)

    def encode(self, words):
        """words: an Input; gives [b, n, k]."""
        there = words.rows != NOTHING
        x = F.embedding(words.rows, self.embed)
        if self.weight_rounded:
            x = rounded(x, half_scale=True)
        x = (x * there[..., None]).sum(2)
        x = self.norm(x * there.sum(2, keepdim=True).clamp(min=1) ** -0.5)
        if words.pieces is None:
            x = rounded(x) if self.input_rounded else x
            return self.encoder(x, words.lengths, lambda y: self.dropout(y, self.p_between))
        seen = self.encoder(words.pieces, words.owner, x.shape[1], lambda y: self.dropout(y, self.p_between))
        return torch.cat([seen, x], -1)

    def tag(self, encoding):
        x = self.dropout(encoding, self.p_heads)
        return {name: head(x) for name, head in self.tags.items()}

    def arcs(self, encoding, lengths):
        """[b, n, 1 + n]: the score of each head for each token, column 0 the root, padding far below."""
        dep = self.dropout(F.relu(self.arc_dep(encoding)), self.p_heads)
        head = self.dropout(F.relu(self.arc_head(encoding)), self.p_heads)
        head = torch.cat([self.arc_root.expand(len(head), 1, -1), head], 1)
        weight = self.arc_weight
        if self.weight_rounded:  # columns here, since the file holds the matrix turned round: one scale for each output
            weight = rounded(weight.T).T
        if self.input_rounded:
            dep, head = rounded_bytes(dep), rounded(head)
        asked = dep @ weight + self.arc_bias
        scores = (rounded(asked) if self.input_rounded else asked) @ head.transpose(1, 2)
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


