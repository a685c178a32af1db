package org.rankspace.launch.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rankspace.error.ExitCode;

/** A job in which nobody can go on ends with a report; one that is only slow does not. */
@Timeout(90)
class DeadlockIT {
  @TempDir Path folder;

  @Test
  void namesTheCircleInWhichRanksWait() throws IOException {
    String script =
        Rankrun.script(
            folder,
            """
            barrier()
            recv((rank + 1) % size, tag=7)
            """);
    Rankrun.Result result = Rankrun.in(folder, "-np", "2", script).run();
    assertThat(result.code()).isEqualTo(ExitCode.DEADLOCK);
    assertThat(result.err())
        .matches(
            """
            rankrun: deadlock: no rank can go on
            rankrun:   rank 0 waits in recv\\(source=1, tag=7\\), for \\d+\\.\\d s, at %1$s:2
            rankrun:   rank 1 waits in recv\\(source=0, tag=7\\), for \\d+\\.\\d s, at %1$s:2
            rankrun: in a circle: rank 0 waits for rank 1, rank 1 waits for rank 0
            """
                .formatted(script.replace(".", "\\.")));
  }

  @Test
  void namesThoseWhoAreMissingInABarrier() throws IOException {
    String script =
        Rankrun.script(
            folder,
            """
            pair = world.split(rank // 2, 0)
            for _ in range(1000):
                pair.barrier()
                barrier()
            if rank == 3:
                recv(0, tag=7)
            elif rank != 1:
                barrier()
            """);
    Rankrun.Result result = Rankrun.in(folder, "-np", "4", script).run();
    assertThat(result.code()).isEqualTo(ExitCode.DEADLOCK);
    assertThat(result.err())
        .matches(
            """
            rankrun: deadlock: no rank can go on, and others have finished
            rankrun:   rank 0 waits in barrier\\(\\) on world, waiting for ranks 1, 3, for \\d+\\.\\d s, at %1$s:8
            rankrun:   rank 2 waits in barrier\\(\\) on world, waiting for ranks 1, 3, for \\d+\\.\\d s, at %1$s:8
            rankrun:   rank 3 waits in recv\\(source=0, tag=7\\), for \\d+\\.\\d s, at %1$s:6
            rankrun: rank 0 waits for rank 1, which has finished
            """
                .formatted(script.replace(".", "\\.")));
  }

  @Test
  void saysWhichRanksAreInABarrierAndWhichInAnotherCollective() throws IOException {
    String script =
        Rankrun.script(
            folder,
            """
            barrier()
            barrier() if rank == 0 else bcast(None, 0)
            """);
    Rankrun.Result result = Rankrun.in(folder, "-np", "2", script).run();
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains(
            "ranks are in different collectives: rank 0 is in barrier() while rank 1 is in"
                + " bcast(root=0), collective number 2 of world");
  }

  @Test
  void saysThatRanksWaitInDifferentCollectives() throws IOException {
    String script =
        Rankrun.script(
            folder,
            """
            from mpi4py import MPI
            comm = MPI.COMM_WORLD
            if rank == 0:
                scatter(None, 1)
            else:
                comm.Bcast(bytearray(8), 0)
            """);
    Rankrun.Result result = Rankrun.in(folder, "-np", "2", script).run();
    assertThat(result.code()).isEqualTo(ExitCode.DEADLOCK);
    assertThat(result.err())
        .contains(
            "rankrun: ranks are in different collectives: rank 0 is in scatter(root=1) on world,"
                + " rank 1 in Bcast(root=0) on world, each as collective number 1 of it");
  }

  @Test
  void leavesABarrierAloneThatOneComesToLate() throws IOException {
    String script =
        Rankrun.script(
            folder,
            """
            import time
            for late in range(4):
                if rank == late:
                    time.sleep(1.5)
                barrier()
            print('through')
            """);
    Rankrun.Result result = Rankrun.in(folder, "-np", "4", script).run();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("through\n".repeat(4));
    assertThat(result.code()).isZero();
  }

  @Test
  void saysThatTheAwaitedRankHasFinishedAndWhatLiesUnread() throws IOException {
    String script =
        Rankrun.script(
            folder,
            """
            if rank == 0:
                send('wrong tag', 1, tag=1)
            else:
                recv(0, tag=2)
            """);
    Rankrun.Result result = Rankrun.in(folder, "-np", "2", "-dev", "local", script).run();
    assertThat(result.code()).isEqualTo(ExitCode.DEADLOCK);
    assertThat(result.err())
        .contains("rankrun: deadlock: no rank can go on, and others have finished\n")
        .contains("rank 1 has a message that no receive has taken: from rank 0, tag 1")
        .endsWith("rankrun: rank 1 waits for rank 0, which has finished\n");
  }

  @Test
  void seesThroughThreadsThatWaitForEachOther() throws IOException {
    String script =
        Rankrun.script(
            folder,
            """
            import threading
            thread = threading.Thread(target=lambda: recv(1 - rank, tag=5))
            thread.start()
            thread.join()
            """);
    Rankrun.Result result = Rankrun.in(folder, "-np", "2", script).run();
    assertThat(result.err()).contains("deadlock: no rank can go on", "recv(source=1, tag=5)");
    assertThat(result.code()).isEqualTo(123);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shm", "local"})
  void seesAQueueThatNobodyFillsWhileAnotherRankHasSentAndWaits(String device) throws IOException {
    String script =
        Rankrun.script(
            folder,
            """
            import queue
            if rank == 0:
                item = queue.Queue().get()
                bcast(item, 0)
            else:
                send('unread', 0, tag=3)
                bcast(None, 0)
            """);
    Rankrun.Result result = Rankrun.in(folder, "-np", "2", "-dev", device, script).run();
    assertThat(result.code()).isEqualTo(ExitCode.DEADLOCK);
    assertThat(result.err())
        .containsPattern(
            "rank 0 waits in a lock, a queue or a join of its own threads, for \\d+\\.\\d s, at "
                + script.replace(".", "\\.")
                + ":3\n")
        .contains("rank 1 waits in bcast(root=0) on world, waiting for rank 0")
        .contains("rank 0 has a message that no receive has taken: from rank 1, tag 3")
        .endsWith("rankrun: rank 0 waits for its own threads, and none of them goes on\n");
  }

  @Test
  void seesThreadsThatOutliveTheProgramAndWaitForALock() throws IOException {
    String script =
        Rankrun.script(
            folder,
            """
            import threading
            lock = threading.Lock()
            def twice():
                lock.acquire()
                lock.acquire()
            threading.Thread(target=twice).start()
            print('main is over')
            """);
    Rankrun.Result result = Rankrun.in(folder, "-np", "1", script).run();
    assertThat(result.code()).isEqualTo(ExitCode.DEADLOCK);
    assertThat(result.out()).isEqualTo("main is over\n");
    assertThat(result.err()).contains("of its own threads", script + ":5");
  }

  @Test
  void leavesAWaitAloneThatASignalEndsOrTime() throws IOException {
    String script =
        Rankrun.script(
            folder,
            """
            import os, signal, subprocess, threading
            from concurrent.futures import ThreadPoolExecutor
            event = threading.Event()
            if rank == 0:
                signal.signal(signal.SIGUSR1, lambda *_: event.set())
                subprocess.Popen(['sh', '-c', f'sleep 2.5; kill -USR1 {os.getpid()}'])
                event.wait()
                signal.signal(signal.SIGUSR1, lambda *_: send('woken', 1))
                subprocess.Popen(['sh', '-c', f'sleep 2.5; kill -USR1 {os.getpid()}'])
                recv(1)
                signal.signal(signal.SIGUSR1, signal.SIG_DFL)
                with ThreadPoolExecutor(2) as pool:
                    late = pool.submit(event.clear)
                    pool.submit(event.wait, 2.5).result()
                    send(late.result(), 1)
            else:
                print(recv(0))
                send('thanks', 0)
                print(recv(0))
            """);
    Rankrun.Result result = Rankrun.in(folder, "-np", "2", script).run();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("woken\nNone\n");
    assertThat(result.code()).isZero();
  }

  @Test
  void leavesThreadsAloneThatWaitForAProcessOrForTime() throws IOException {
    String script =
        Rankrun.script(
            folder,
            """
            import queue, subprocess, threading, time
            results = queue.Queue()
            def work():
                subprocess.run(['sleep', '2'])
                time.sleep(1.5)
                results.put('late')
            if rank == 0:
                threading.Thread(target=work).start()
                threading.Thread(target=lambda: recv(1)).start()
                send(results.get(), 1)
            else:
                print(recv(0))
                send('thanks', 0)
            """);
    Rankrun.Result result = Rankrun.in(folder, "-np", "2", script).run();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("late\n");
    assertThat(result.code()).isZero();
  }

  @Test
  void leavesASlowJobAlone() throws IOException {
    String script =
        Rankrun.script(
            folder,
            """
            import time
            if rank == 0:
                time.sleep(2)
                end = time.time() + 1.5
                while time.time() < end:
                    pass
                send('late', 1)
            else:
                print(recv(0))
            """);
    Rankrun.Result result = Rankrun.in(folder, "-np", "2", "-dev", "local", script).run();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("late\n");
    assertThat(result.code()).isZero();
  }
}
