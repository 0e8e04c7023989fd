"""The reader learned from coded reports: one small encoder, read once over a report, and rules that mend after it.

``reader`` has them all in order. ``encoding`` turns a report into the arrays that the network takes, ``network`` runs
it, ``decoding`` turns what it says into findings (``candidates`` and ``shapes`` are shared with training), ``voicing``
says who asserts each. The others take claims and give claims, each for one kind of mistake: ``denying`` with
``denials`` and ``charges`` for what is denied, the rest as their first lines say. Training lives outside the package,
in ``training/``.
"""
