"""A program that breaks leaves no memory behind."""

import os
import sys

BREAKS = """
import os, resource
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
from supervision_app.adapters.dumps import leave_no_dumps
leave_no_dumps()
print(*resource.getrlimit(resource.RLIMIT_CORE), flush=True)
os.abort()
"""


def test_a_program_that_breaks_leaves_no_dump_even_where_dumps_are_wanted() -> None:
    reads, writes = os.pipe()
    actions = [(os.POSIX_SPAWN_DUP2, writes, 1), (os.POSIX_SPAWN_CLOSE, reads)]
    broken = os.posix_spawn(sys.executable, [sys.executable, "-c", BREAKS], os.environ, file_actions=actions)
    os.close(writes)
    _, status = os.waitpid(broken, 0)
    with os.fdopen(reads) as said:
        limits = {int(number) for number in said.read().split()}

    assert os.WIFSIGNALED(status)
    assert not os.WCOREDUMP(status)
    assert limits <= {0, 1}
