"""What several ranks say, for people."""


def label(ranks):
    """As [0-3] or [0,2-3]."""
    runs = []
    for rank in ranks:
        if runs and runs[-1][1] == rank - 1:
            runs[-1][1] = rank
        else:
            runs.append([rank, rank])
    return '[' + ','.join(str(a) if a == b else f'{a}-{b}' for a, b in runs) + ']'


def grouped(texts):
    """Lines for (rank, text) pairs: equal texts once, each line with the ranks that say it."""
    groups = {}
    for rank, text in texts:
        if text:
            groups.setdefault(text, []).append(rank)
    return [f'{label(ranks)} {line}' for text, ranks in groups.items() for line in text.splitlines()]
