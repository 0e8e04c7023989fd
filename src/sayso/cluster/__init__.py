"""Reading and lining up on many machines, with Ray: the functions of the local path over shards and questions.

    with connected("auto"):
        for outcome in add(inputs, settings, run): ...

Needs the extra ``cluster`` (``pip install sayso[cluster]``) here and on every machine, and a folder that all of them
see.
"""

from sayso.cluster.adding import Run, add, fill, reading
from sayso.cluster.engine import connected
from sayso.cluster.lining import line_up
from sayso.cluster.reading import read_shards
from sayso.cluster.shards import Shard, shards_of

__all__ = ["Run", "Shard", "add", "connected", "fill", "line_up", "read_shards", "reading", "shards_of"]
