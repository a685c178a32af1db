"""A task farm: whoever is free gets the next task.

The tasks take very different times, so dealing them out beforehand would leave
ranks idle. Rank 0 receives from ANY_SOURCE; the Status tells whose message it
was and, by its tag, whether it carries a result; the answer is the next task.

    launch/rankrun -np 4 examples/farm.py

Output:

    199 tasks done
    the longest way is that of 171: 124 steps
"""

READY, RESULT, TASK, STOP = range(4)
TASKS = range(1, 200)


def work(n):
    """Return how many Collatz steps lead from n to 1."""
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


def farmer():
    """Hand out all tasks and return {task: result}."""
    results = {}
    todo = iter(TASKS)
    working = size - 1
    status = Status()
    while working > 0:
        message = recv(ANY_SOURCE, ANY_TAG, status)
        if status.tag == RESULT:
            task, result = message
            results[task] = result
        task = next(todo, None)
        if task is None:
            send(None, status.source, STOP)
            working -= 1
        else:
            send(task, status.source, TASK)
    return results


def worker():
    """Ask for tasks and do them until there are no more."""
    status = Status()
    send(None, 0, READY)
    task = recv(0, ANY_TAG, status)
    while status.tag == TASK:
        send((task, work(task)), 0, RESULT)
        task = recv(0, ANY_TAG, status)


if size == 1:
    print("farm.py needs 2 ranks or more: one hands out tasks, others work")
elif rank == 0:
    results = farmer()
    longest = max(results, key=results.get)
    print(f"{len(results)} tasks done")
    print(f"the longest way is that of {longest}: {results[longest]} steps")
else:
    worker()
