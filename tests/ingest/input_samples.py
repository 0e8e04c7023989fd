"""Inputs of every kind, made of invented pages, for tests and for the benchmark of inputs."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Mapping, Sequence
from email.message import EmailMessage

LEAD = "The army said on Tuesday that it had taken the mill at Dahr after shelling that killed at least 14 people."
MORE = "The Hill Brigade denied this and said that clashes were going on around the school, and that the road was open."
LAST = "Residents fled towards Tarn, where the town council opened two schools to about 300 families."
ARABIC = "أعلن الجيش سيطرته على القرية يوم الثلاثاء بعد اشتباكات عنيفة مع المسلحين في محيطها"


def page(title: str = "Army takes the mill at Dahr", paragraphs: Sequence[str] = (LEAD, MORE, LAST)) -> str:
    """A page with the furniture that a news site puts around an article."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Orchard Post</title>
<meta property="og:site_name" content="The Orchard Post"><meta property="og:title" content="{title}">
<meta property="article:published_time" content="2031-05-06T10:00:00Z"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article><h1>{title}</h1>{body}</article>
<aside><h3>Most read</h3><ul><li><a href="/2">Shells fall on the bridge at Tarn</a></li></ul></aside>
<footer>Privacy Policy</footer></body></html>"""


def record(
    url: str,
    body: bytes,
    headers: str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8",
    kind: str = "response",
    claimed: int | None = None,
) -> bytes:
    """A record of a web archive; ``claimed`` is a length that it does not have."""
    block = f"{headers}\r\n\r\n".encode() + body if headers else body
    media = "application/http; msgtype=response" if headers else "text/plain"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-05-06T12:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{url}>\r\nContent-Type: {media}\r\n"
        f"Content-Length: {len(block) if claimed is None else claimed}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def warc(records: Sequence[bytes], packed: bool = True) -> bytes:
    """A web archive, each record packed by itself as crawlers do."""
    return b"".join(gzip.compress(one) if packed else one for one in records)


def pdf(pages: Sequence[Sequence[str]], trailer: str = "") -> bytes:
    """A PDF file with these lines of text on its pages."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for lines in pages:
        text = "".join(f"({_escaped(line)}) Tj T*\n" for line in lines)
        content = f"BT /F1 11 Tf 14 TL 50 780 Td\n{text}ET"
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    data, offsets = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{one}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    start = len(data)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return (
        data + f"{head}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer}>>\nstartxref\n{start}\n%%EOF".encode()
    )


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def rss(items: Sequence[Mapping[str, str]], title: str = "The Orchard Post") -> bytes:
    """An RSS feed; an item's keys are its elements."""
    rows = "".join(
        f"<item>{''.join(f'<{name}>{text}</{name}>' for name, text in item.items())}</item>" for item in items
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{title}</title><link>https://orchard.example/</link>{rows}</channel></rss>"
    ).encode()


def atom(entries: Sequence[str]) -> bytes:
    """An Atom feed of entries as they are written."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>Tarn Radio</title>{''.join(entries)}</feed>"
    ).encode()


def mail(text: str = f"{LEAD}\n\n{MORE}", subject: str = "Army takes the mill at Dahr", **headers: str) -> EmailMessage:
    """A message with a text."""
    message = EmailMessage()
    known = {"From": "The Orchard Post <desk@orchard.example>", "Date": "Tue, 06 May 2031 10:00:00 +0000"}
    for name, value in (
        known | {"Subject": subject, "To": "reader@example.org", "Message-ID": "<1@a>"} | headers
    ).items():
        message[name] = value
    message.set_content(text)
    return message


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], delimiter: str = ",") -> bytes:
    """A CSV file."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows([columns, *rows])
    return stream.getvalue().encode()


ACLED = ("event_id_cnty", "event_date", "event_type", "actor1", "location", "source", "notes", "fatalities")
UCDP = (
    *("id", "type_of_violence", "side_a", "side_b", "source_article", "source_office", "source_date"),
    *("source_headline", "date_start", "date_end", "best", "high", "low"),
)


def telegram(messages: Sequence[Mapping[str, object]], name: str = "Dahr Media Centre") -> bytes:
    """An export of a channel, as the desktop program writes it."""
    return json.dumps(
        {"name": name, "type": "public_channel", "id": 1234, "messages": list(messages)}, ensure_ascii=False, indent=1
    ).encode()
