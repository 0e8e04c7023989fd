"""A place to look: the ledger as pages that a browser shows, served from this machine alone.

Pages are made on the server and are whole without script. Each page is a function from the ledger to plain data, which
is shown as HTML and given as JSON: what one sees and what a program gets are the same.
"""

from sayso.web.app import make_app
from sayso.web.options import Options

__all__ = ["Options", "make_app"]
