"""sayso evaluate."""

from __future__ import annotations

from pathlib import Path

import click

from sayso import evaluation, pipeline, records
from sayso.cli import common


@click.command()
@click.argument("gold", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("predicted", required=False, type=click.Path(dir_okay=False, path_type=Path))
@common.reader_option
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Keep what the reader found here.")
def evaluate(gold: Path, predicted: Path | None, reader: str, output: Path | None) -> None:
    """Score claims against hand-coded ones: those of PREDICTED, else what the reader finds in GOLD's reports.

    \b
    Example:
      sayso evaluate gold.jsonl
      sayso evaluate gold.jsonl predicted.jsonl
    """
    rows = evaluation.read_coded(gold)
    if predicted is not None:
        click.echo(evaluation.as_text(evaluation.score(rows, evaluation.read_coded(predicted))))
        return
    guesses = []
    reports = [records.report_from_json(row["report"]) for row in rows]
    for report, claims in common.progress(pipeline.read_plain(reports, reader), "reports", total=len(reports)):
        guesses.append(records.row_to_json(report, claims))
    if output is not None:
        records.write_rows(output, guesses)
    click.echo(evaluation.as_text(evaluation.score(rows, guesses)))


COMMANDS = (evaluate,)
