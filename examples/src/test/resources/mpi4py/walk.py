"""Walks what mpi4py promises, topic by topic; run by Mpi4pyTest at several numbers of ranks."""
import communicators
import datatypes
import environment
import groups_of_two
import memory
import messages
import requests_of_all_kinds
import topologies

from mpi4py import MPI

for topic in (environment, messages, requests_of_all_kinds, communicators, topologies, groups_of_two,
              datatypes, memory):
    for name, check in [*vars(topic).items()]:
        if name.startswith('check_'):
            check()
            MPI.COMM_WORLD.Barrier()
print('as mpi4py does')
