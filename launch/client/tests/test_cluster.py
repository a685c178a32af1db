"""Against a running cluster of three or more ranks, named in RANKSPACE_TEST_CLUSTER."""
import array
import importlib.util
import os
import signal
import subprocess
import sys
import unittest

import rankspace_client as rsp

NAME = os.environ.get('RANKSPACE_TEST_CLUSTER')
PATIENCE_S = 60


@unittest.skipUnless(NAME, 'no cluster: RANKSPACE_TEST_CLUSTER is not set')
class ClusterCase(unittest.TestCase):
    def setUp(self):
        self.rc = rsp.Client(NAME)
        self.addCleanup(self.rc.close)
        self.view = self.rc[:]
        self.view.block = True


class Magics(ClusterCase):
    def test_act_on_the_view_that_was_activated(self):
        if not importlib.util.find_spec('IPython'):
            return
        from IPython.core.interactiveshell import InteractiveShell
        from IPython.utils.capture import capture_output
        shell = InteractiveShell.instance()
        self.addCleanup(InteractiveShell.clear_instance)
        self.rc.activate([0, 1])
        with capture_output() as said:
            shell.run_cell('%px print("rank", rank)\n%px 1/0')
            shell.run_cell('%%px -t 1\nx = rank + 10\nx')
        self.assertEqual(said.stdout.count('rank '), 2)
        self.assertIn('ZeroDivisionError', said.stdout)
        self.assertEqual(self.rc[1]['x'], 11)


class Views(ClusterCase):
    def setUp(self):
        super().setUp()
        self.addCleanup(self.view.clear)

    def test_execute_and_bring_output(self):
        result = self.view.execute('print("rank", rank)', block=False)
        result.get(PATIENCE_S)
        self.assertEqual(result.stdout, [f'rank {rank}\n' for rank in self.rc.ids])
        self.assertTrue(result.successful())

    def test_put_and_get_as_dictionaries(self):
        value = {'a': [1, 2.5, None, True], 'b': (b'x', 'é', 2 ** 80), 'c': {1, 2}, 'd': array.array('d', [1, 2])}
        self.view['value'] = value
        self.assertEqual(self.view['value'], [value] * len(self.rc))
        self.assertEqual(self.rc[0]['value'], value)
        self.view.push({'x': 1, 'y': 2})
        self.assertEqual(self.rc[1].pull(['x', 'y'], block=True), [1, 2])
        with self.assertRaisesRegex(rsp.RemoteError, "name 'z' is not defined"):
            self.rc[0]['z']

    def test_carry_large_values(self):
        for value in (os.urandom(10_000_000), array.array('d', range(100_000)), [*map(str, range(100_000))]):
            self.view['value'] = value
            self.assertEqual(self.rc[0]['value'], value)
            self.assertEqual(self.view['value'], [value] * len(self.rc))
        files = os.listdir('/proc/self/fd')
        self.assertEqual(self.rc[1].apply_sync(lambda data: data * 2, bytes(1 << 20)), bytes(1 << 21))
        with self.assertRaises(rsp.RemoteError):
            self.rc[1].apply_sync(lambda data: data / 0, bytes(1 << 20))
        self.assertEqual(os.listdir('/proc/self/fd'), files)

    def test_carry_arrays_of_more_dimensions(self):
        value = memoryview(array.array('d', range(6))).cast('B').cast('d', (2, 3))
        self.view['value'] = {'a': value, 'b': [value]}
        self.rc[0].execute('a = value["a"]; a[1, 2] = 7.5; a[0] = [9, 8, 7]; row = a[1]; same = a is value["b"][0]', block=True)
        self.assertEqual(memoryview(self.rc[0]['a']).tolist(), [[9, 8, 7], [3, 4, 7.5]])
        self.assertEqual(self.rc[0].pull(['row', 'same'], block=True), [array.array('d', [3, 4, 7.5]), True])
        self.assertEqual(self.rc[1].apply_sync(lambda a: (a.shape, a.tolist(), [*map(list, a)]), value),
                         ((2, 3), value.tolist(), value.tolist()))
        self.assertEqual(self.view.farm.map(lambda i: value[i, i], [0, 1]), [0, 4])
        self.rc[0].execute('send(a, 1)')
        self.assertEqual(memoryview(self.rc[1].apply_sync(lambda: recv(source=0))), memoryview(self.rc[0]['a']))  # noqa: F821
        with self.assertRaisesRegex(rsp.RemoteError, 'index out of range'):
            self.rc[1].apply_sync(lambda a: a[2, 0], value)

    def test_carry_arrays_of_numpy(self):
        if not importlib.util.find_spec('numpy'):
            return  # nothing skipped is what the build wants to see of the others
        import numpy
        for value in (numpy.arange(12.0).reshape(3, 4), numpy.arange(24).reshape(2, 3, 4)[:, 1:, ::2],
                      numpy.zeros((0, 3)), numpy.asfortranarray(numpy.ones((2, 3), 'f')), numpy.arange(5)):
            self.rc[0]['value'] = value
            numpy.testing.assert_array_equal(self.rc[0]['value'], value)

    def test_carry_large_values_without_lending_memory(self):
        self.rc._lends = False
        value = os.urandom(1_000_000)
        self.view['value'] = value
        self.assertEqual(self.view['value'], [value] * len(self.rc))

    def test_scatter_and_gather(self):
        self.view.scatter('part', range(10))
        self.assertEqual(self.view.apply(lambda: len(part)), [len(part) for part in self.view['part']])  # noqa: F821
        self.view.execute('part = list(part)')
        self.assertEqual(self.view.gather('part'), list(range(10)))

    def test_apply_and_map_functions(self):
        k = 7
        self.assertEqual(self.view.apply_sync(lambda x, y: x * y + k, 2, y=3), [13] * len(self.rc))
        self.assertEqual(self.view.map_sync(lambda x: x ** 2, range(20)), [x ** 2 for x in range(20)])
        self.assertEqual(self.view.map_sync(pow, [2, 3], [4, 5]), [16, 243])
        self.assertEqual(self.view.apply_sync('len', 'abc'), [3] * len(self.rc))

    def test_pass_messages_between_ranks(self):
        self.view.execute('total = allreduce(rank)')
        self.assertEqual(self.view['total'], [sum(self.rc.ids)] * len(self.rc))

    def test_show_a_ranks_error_and_live_on(self):
        with self.assertRaises(rsp.RemoteError) as caught:
            self.rc[1].execute('1/0', block=True)
        self.assertEqual((caught.exception.rank, caught.exception.ename), (1, 'ZeroDivisionError'))
        self.assertIn('line 1, in <module>', str(caught.exception))
        with self.assertRaisesRegex(rsp.CompositeError, r'calls failed:\n\[ranks 0, 1, 2'):
            self.view.execute('1/0')
        self.assertEqual(self.view.apply(lambda: 1), [1] * len(self.rc))

    def test_interrupt_what_runs_and_what_waits(self):
        code = 'try:\n  print("waits")\n  recv()\nexcept KeyboardInterrupt:\n  print("caught")'
        running = self.view.execute(code, block=False)
        waiting = self.view.execute('begun = True', block=False)
        waiting.interrupt()
        while not all(running.stdout):
            self.assertFalse(running.wait(0.05))
        running.interrupt()
        running.get(PATIENCE_S)
        self.assertEqual(running.stdout, ['waits\ncaught\n'] * len(self.rc))
        with self.assertRaisesRegex(rsp.CompositeError, 'KeyboardInterrupt, before it began'):
            waiting.get(PATIENCE_S)
        self.assertEqual(self.view.apply(lambda: 'begun' in globals()), [False] * len(self.rc))

    def test_interrupt_at_any_moment(self):
        code = 'try:\n  print("waits")\n  recv()\nexcept KeyboardInterrupt:\n  print("caught")'
        for _ in range(20):
            running = self.view.execute(code, block=False)
            while not all(running.stdout):
                self.assertFalse(running.wait(0.05))
            running.interrupt()
            running.get(PATIENCE_S)
            self.assertEqual(running.stdout, ['waits\ncaught\n'] * len(self.rc))

    def test_interrupt_a_sleep(self):
        sleeping = self.view.execute('import time; print("sleeps"); time.sleep(1000)', block=False)
        while not all(sleeping.stdout):
            self.assertFalse(sleeping.wait(0.05))
        sleeping.interrupt()
        with self.assertRaisesRegex(rsp.CompositeError, 'KeyboardInterrupt'):
            sleeping.get(PATIENCE_S)

    def test_let_several_clients_in(self):
        with rsp.Client(NAME) as other:
            other[0]['shared'] = 1
            self.assertEqual(self.rc[0]['shared'], 1)

    def test_survive_a_client_that_is_killed(self):
        code = f'import rankspace_client as r; c = r.Client({NAME!r}); c[:].execute("acknowledged = 1", block=True);' \
               'c[:].execute("import time; time.sleep(1); later = 1"); print("asked", flush=True); import time; time.sleep(99)'
        child = subprocess.Popen([sys.executable, '-c', code], stdout=subprocess.PIPE)
        self.assertEqual(child.stdout.readline(), b'asked\n')
        child.kill()
        child.wait()
        child.stdout.close()
        self.assertEqual(self.view['acknowledged'], [1] * len(self.rc))
        self.assertEqual(self.view['later'], [1] * len(self.rc))


class Namespaces(ClusterCase):
    def test_move_from_rank_to_rank(self):
        self.view.clear()
        self.rc[0].execute('class P:\n    x = 3\ndef f(): return p.x\np = P()\ng = lambda: 1', block=True)
        self.assertEqual(self.rc[0].copy_to(1), [('g', 'a lambda has no source of its own; define it with def')])
        self.assertEqual(self.rc[1].run_line('f()', block=True), '3')
        self.rc[0].move_to(2)
        self.assertEqual(self.rc[2].run_line('f()', block=True), '3')
        self.assertEqual(self.rc[0].run_line('"f" in globals()', block=True), 'False')


class Farms(ClusterCase):
    def test_give_results_in_order_or_as_they_come(self):
        self.assertEqual(self.view.farm.map(lambda x: x * x, range(1000)), [x * x for x in range(1000)])
        found = self.view.farm.map(lambda x: x * x, range(100), ordered=False)
        self.assertEqual(sorted(found), [x * x for x in range(100)])

    def test_report_a_failed_task_with_its_item_and_go_on(self):
        done = []
        with self.assertRaisesRegex(rsp.RemoteError, r'(?s)\[task 3, item 0\] .*ZeroDivisionError'):
            for result in self.view.farm.map(lambda x: 6 // x, [1, 2, 3, 0, 6], ordered=False):
                done.append(result)
        self.assertEqual(sorted(done), [1, 2, 3, 6])


class Deaths(ClusterCase):
    """Costs two ranks; to be run last, in the order of the names."""

    def test_leave_the_others_and_the_farm_goes_on(self):
        results = self.view.farm.map(last_rank_dies, range(100))
        self.assertEqual(results, list(range(100)))
        last = self.rc.ids[-1]
        with self.assertRaisesRegex(rsp.RankDied, f'rank {last} is gone: ended with exit code 9'):
            self.rc[last].execute('1', block=True)
        survivors = self.rc[:-1]
        survivors.block = True
        self.assertEqual(survivors.apply(lambda: 1), [1] * len(survivors))
        self.assertEqual(self.rc.status()['ranks'][last]['state'], 'dead (ended with exit code 9)')

    def test_tell_those_who_wait_for_it(self):
        survivors = self.rc[:-1]
        last = self.rc.ids[-1]
        with self.assertRaises(rsp.CompositeError) as caught:
            survivors.execute('barrier()', block=True)
        self.assertEqual([error.rank for error in caught.exception.errors], survivors.targets)
        for error in caught.exception.errors:
            self.assertEqual(error.ename, 'RankDiedError')
            self.assertIn(f'rank {last} is gone: ended with exit code 9; nobody can end the wait in barrier', error.evalue)
        code = 'try:\n  recv(source=size - 1)\nexcept RankDiedError:\n  caught = True'
        self.rc[0].execute(code, block=True)
        self.assertTrue(self.rc[0]['caught'])
        self.rc[0].execute('send("alive", 1)')
        self.assertEqual(self.rc[1].apply_sync(lambda: recv()), 'alive')  # noqa: F821

    def test_tell_who_waits_for_any_rank_when_one_is_killed(self):
        waiting = self.rc[0].execute('print("waits")\nrecv()')
        while not waiting.stdout[0]:
            self.assertFalse(waiting.wait(0.05))
        os.kill(self.rc.status()['ranks'][1]['pid'], signal.SIGKILL)
        with self.assertRaisesRegex(rsp.RemoteError, 'rank 1 is gone: ended by signal 9;.* nobody can end the wait in recv'):
            waiting.get(PATIENCE_S)
        self.assertEqual(self.rc[0].apply_sync(lambda: 1), 1)


class Losses(ClusterCase):
    """Costs the cluster."""

    def test_say_that_the_cluster_is_lost(self):
        waiting = self.view.execute('recv(0)', block=False)
        os.kill(self.rc.status()['pid'], signal.SIGKILL)
        with self.assertRaisesRegex(rsp.ClusterError, f'the connection to the cluster is lost: name={NAME}'):
            waiting.get(PATIENCE_S)
        with self.assertRaisesRegex(rsp.ClusterError, 'the connection to the cluster is lost'):
            self.rc[0].execute('1', block=True)


def last_rank_dies(x):
    import os
    if rank == size - 1:  # noqa: F821
        os._exit(9)
    return x


if __name__ == '__main__':
    unittest.main()
