package org.rankspace.launch.plan;

/** What {@code --help} shows: one screen. */
final class Help {
  private Help() {}

  static String text() {
    return """
        Usage: rankrun [OPTIONS] SCRIPT [ARGUMENTS]
               rankrun [OPTIONS] -m MODULE | -c CODE | - | PROGRAM [ARGUMENTS]
               rankrun [OPTIONS] SCRIPT : [-np N] OTHER   ranks numbered through, in one world
        Runs a Python program as a number of ranks that can pass messages to each other.

          -n, -np, --np N             how many ranks (default: 1)
          -ppn, -N, --npernode N      how many ranks per host (there is one host, so far)
          -dev, --transport KIND      how messages travel: auto, shm, mpj, local (threads)
          -wdir, -wd, --wdir DIR      where the ranks work
          -x NAME[=VALUE]             an environment variable for the ranks; also -genv NAME VALUE
          -m MODULE, -c CODE          run a module, or code, as python does
          -l, --tag-output            start each line of output with [rank]
          --output-filename NAME      also write to NAME/rank.N/stdout and stderr, or to NAME if it has %r
          -outfile-pattern NAME%r     standard output goes to that file only; also -errfile-pattern
          --merge-stderr-to-stdout    standard error goes where standard output goes
          --stdin RANK|all|none       who reads standard input (default: rank 0)
          --bind-to core|none         keep rank r on core r (default: none); --report-bindings tells
          --timeout SECONDS           end the job then, with exit code 124; or MPIEXEC_TIMEOUT
          --no-deadlock-check         let a job stand in which no rank can go on (else: code 123)
          --progress                  on a terminal: a line for each rank, what it does and has sent
          --no-pool                   neither take over idle rank processes nor leave any behind
          --host LIST, --hostfile FILE, -machinefile FILE
                                      where to run: this host only, so far
          --oversubscribe             accepted: ranks may always outnumber cores
          --cluster NAME [--keep]     run the script in a cluster (rankspace start); --keep: where it lives
          -i                          a shell whose lines run on all ranks
          --dry-run, --display-map    show what would run where, and do not run it
          -v; -V, --version; -h       say what is being done; show the version; show this

        The exit code is 0 if all ranks ended well, else that of the first that did not.
        """;
  }
}
