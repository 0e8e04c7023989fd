"""The reader learned from coded reports: one small encoder, read once over a report.

``encoding`` turns a report into the arrays that the network takes, ``network`` runs it,
``decoding`` turns what it says into claims. Training lives outside the package, in ``training/``.
"""
