"""Eight bits in training: values are rounded as the C runtime rounds them, gradients pass as if they were not."""
from torch import nn
from torch.nn import functional as F


def straight(x, changed):
    return x + (changed - x.detach())


def rounded(x, half_scale=False):
    """Rows (the last dimension) as integers of -127 to 127 times one scale a row; embeddings keep that scale in F16."""
    plain = x.detach()
    scale = plain.abs().amax(-1, keepdim=True).clamp(min=1e-8) / 127
    if half_scale:
        scale = scale.half().float().clamp(min=6e-8)
    return straight(x, (plain / scale).round().clamp(-127, 127) * scale)


def rounded_bytes(x):
    """Rows as integers of 0 to 255 times a scale, less a whole number that stands for zero: half as coarse after ReLU or GELU."""
    plain = x.detach()
    low = plain.amin(-1, keepdim=True).clamp(max=0)
    scale = (plain.amax(-1, keepdim=True).clamp(min=0) - low).clamp(min=1e-8) / 255
    zero = (-low / scale).round()
    return straight(x, ((plain / scale).round() + zero).clamp(0, 255).sub(zero) * scale)


def rounded_state(x):
    """An LSTM's states lie in -1 to 1 and have a fixed scale."""
    return straight(x, (x.detach() * 127).round() / 127)


class Linear(nn.Linear):
    weight_rounded = input_rounded = False
    round_input = staticmethod(rounded_bytes)

    def forward(self, x):
        return F.linear(self.round_input(x) if self.input_rounded else x, rounded(self.weight) if self.weight_rounded else self.weight,
                        self.bias)


def set_rounding(model, weights, inputs):
    for module in model.modules():
        if hasattr(module, "weight_rounded"):
            module.weight_rounded, module.input_rounded = weights, inputs
