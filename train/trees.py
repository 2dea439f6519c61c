"""The best single-root tree under a matrix of arc scores, and accuracies."""
import numpy as np


def find_cycle(heads):
    """The nodes of one cycle in heads[1:], or None; heads[0] is the root's and not looked at."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        trail, node = [], start
        while state[node] == 0:
            state[node] = 1
            trail.append(node)
            node = heads[node]
        if state[node] == 1:
            return trail[trail.index(node):]
        for seen in trail:
            state[seen] = 2
    return None


def chu_liu_edmonds(scores):
    """heads[1:] of the best tree; scores[d, h] of the arc from head h to dependent d, both from 0 (the root)."""
    n = len(scores)
    heads = [0] + [int(scores[d].argmax()) for d in range(1, n)]
    cycle = find_cycle(heads)
    if cycle is None:
        return heads
    rest = [i for i in range(n) if i not in set(cycle)]  # the root is first
    inside = np.array(cycle)
    own = np.array([scores[d, heads[d]] for d in cycle])
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    into = scores[np.ix_(inside, rest)] - own[:, None]
    entry = into.argmax(0)
    small[-1, :-1] = into.max(0)
    outof = scores[np.ix_(rest, inside)]
    small[:-1, -1] = outof.max(1)
    exits = outof.argmax(1)
    solved = chu_liu_edmonds(small)
    for i, node in enumerate(rest):
        if i:
            heads[node] = cycle[exits[i]] if solved[i] == len(rest) else rest[solved[i]]
    broken = cycle[entry[solved[-1]]]
    heads[broken] = rest[solved[-1]]
    return heads


def best_tree(arc):
    """arc[d, 0] is the root's score for token d, arc[d, 1 + h] token h's; gives heads with -1 for the root."""
    n = len(arc)
    scores = np.full((n + 1, n + 1), -np.inf)
    scores[1:] = arc
    scores[np.arange(1, n + 1), np.arange(1, n + 1)] = -np.inf
    heads = [0] + [int(scores[d].argmax()) for d in range(1, n + 1)]
    if heads[1:].count(0) != 1 or find_cycle(heads):
        scores[1:, 0] -= 1e6  # so that a tree with two roots is never the best
        heads = chu_liu_edmonds(scores)
    return [h - 1 for h in heads[1:]]
