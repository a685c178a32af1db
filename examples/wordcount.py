"""The most frequent words of the Declaration of Independence.

Rank 0 reads the file and deals its lines out with `scatter`; every rank counts
the words of its lines; `gather` brings the counts back, dictionaries like any
other object, and rank 0 adds them up.

    launch/rankrun -np 4 examples/wordcount.py

Output:

    544 words, 272 different
       37 the
       32 to
       28 of
       19 and
       10 their
        9 for
        9 them
        8 has
"""

import os


def count(lines):
    """Return how often each word occurs, in lower case and without commas."""
    counts = {}
    for line in lines:
        for word in line.lower().split():
            word = word.strip(".,;:()'\"-")
            if word:
                counts[word] = counts.get(word, 0) + 1
    return counts


shares = None
if rank == 0:
    folder = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(folder, "data", "declaration.txt")) as file:
        lines = file.readlines()
    shares = [lines[i::size] for i in range(size)]

counts = gather(count(scatter(shares)))

if rank == 0:
    total = {}
    for part in counts:
        for word, times in part.items():
            total[word] = total.get(word, 0) + times
    print(f"{sum(total.values())} words, {len(total)} different")
    for word in sorted(total, key=lambda word: (-total[word], word))[:8]:
        print(f"{total[word]:5} {word}")
