"""Inputs that mean harm: good ones of every kind, broken in the ways that break parsers."""

from __future__ import annotations

import gzip
import json
import zlib

from hypothesis import strategies as st
from input_samples import (
    ACLED,
    ARABIC,
    LAST,
    LEAD,
    MORE,
    UCDP,
    atom,
    mail,
    page,
    pdf,
    record,
    rss,
    table,
    telegram,
    warc,
)

URL = "https://orchard.example/a"
DEEP = 3_000

ITEM = {
    "title": "Mill",
    "link": URL,
    "guid": "1",
    "description": f"&lt;p&gt;{LEAD}&lt;/p&gt;",
    "pubDate": "Tue, 06 May 2031",
}
MESSAGE = mail()
MESSAGE.add_attachment(pdf([[LAST]]), maintype="application", subtype="pdf", filename="../x.pdf")
GED_ROW = ("77", "1", "Army", "Brigade", LEAD, "Wire", "2031-05-07", "Mill", "2031-05-06", "2031-05-06", "14", "20", "")

# By extension: good inputs, to be broken.
GOOD: dict[str, tuple[bytes, ...]] = {
    "html": (page().encode(), page(paragraphs=[ARABIC, MORE, ARABIC]).encode("utf-16")),
    "warc": (
        warc(
            [
                record(URL, page().encode()),
                record(URL, pdf([[LEAD]]), "HTTP/1.1 200 OK\r\nContent-Type: application/pdf"),
            ]
        ),
        warc([record(URL, page().encode())] * 2, packed=False),
        warc([record(URL, gzip.compress(page().encode()), "HTTP/1.1 200 OK\r\nContent-Encoding: gzip")]),
    ),
    "xml": (rss([ITEM] * 3), atom([f"<entry><id>1</id><title>a</title><content type='html'>{LEAD}</content></entry>"])),
    "pdf": (pdf([[LEAD[:70], LEAD[70:]], [MORE]]), pdf([[LEAD]] * 5, "/Encrypt 1 0 R /Prev 9 ")),
    "jsonl": (
        b"".join(json.dumps({"id": n, "text": one}).encode() + b"\n" for n, one in enumerate((LEAD, MORE, ARABIC))),
    ),
    "json": (telegram([{"id": 1, "type": "message", "date": "2031-05-06T10:00:00", "text": [LEAD, {"text": MORE}]}]),),
    "csv": (
        table(ACLED, [("T1", "2031-05-06", "Battles", "Army", "Dahr", "Post", LEAD, "14")] * 3),
        table(UCDP, [GED_ROW] * 3),
    ),
    "eml": (MESSAGE.as_bytes(), mail(f"{LEAD}\n\n{MORE}").as_bytes()),
    "txt": (f"Mill taken\n\n{LEAD}\n\n{MORE}".encode(), ARABIC.encode("cp1256"), gzip.compress(LEAD.encode())),
}

# Pieces that mean something to one parser or another.
PIECES = [
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1f\x8b\x08", b"\r\n\r\n", b"<![CDATA[", b"]]>", b"<!--", b"-->",
    b"&#x0;",
    b"&#xD800;", b"&#1114112;", b"&lol;", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<svg><script>", b"</html>", b"<table>",
    b"\\ud800", b"\\u0000", b'"', b"'", b",", b"\n", b"{", b"[", b"}", b"]", b"1e999", b"-1", b"99999999999999999999",
    b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n", b"Content-Length: -1\r\n", b"%PDF-1.4", b"endobj", b"stream\n",
    b"1 0 R", b"<< /Length 9999999999 >>", b"/Filter [/FlateDecode /LZWDecode /ASCII85Decode]", b"startxref\n-5",
    b"(((((",
    b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n", b"Date: 99 Foo\r\n", b"=?utf-8?b?//8=?=",
    "\u202e".encode(),
    b"file:///etc/passwd", b"../../../../", b"%s%n", ARABIC.encode()[:31],
]  # fmt: skip

# Inputs of one thing without end, or packed to look small.
ENDLESS: dict[str, list[bytes]] = {
    "html": [
        b"<div>" * 60_000, b"<p>" * 100_000, b"<a href=x>" * 40_000 + b"x", b"<table><tr><td>" * 20_000, b"<" * 200_000,
        b"<html><body><p>" + b"a" * 2_000_000, b"<html>" + b"&amp;" * 400_000, b"<!--" * 100_000, b"<b><i><u>" * 10_000,
        b"<html><body>" + b"<p>Five people died.</p>" * 40_000, b"<x " + b"a=b " * 300_000 + b">",
        b"<html><body><p>" + b"5 May 2031 " * 90_000, b"<html><body><p>" + b"By Jo Hale | " * 80_000,
    ],
    "xml": [
        rss([{"title": "a", "description": "&lt;b&gt;" * 50_000}]), rss([{"title": "x"}] * 30_000), b"<rss>" * 100_000,
        b"<rss><channel>" + b"<item>" * 100_000, b"<feed>" + b"&amp;" * 500_000, b"<rss " + b"a='b' " * 100_000,
        b"<rss><channel><item><description>" + b"<" * 300_000, b"<feed><entry><content>" + b"<![CDATA[" * 100_000,
        b"<rss><channel><item><pubDate>" + b"1" * 500_000 + b"</pubDate></item></channel></rss>",
    ],
    "pdf": [
        b"%PDF-1.4\n" + b"<<" * 100_000, b"%PDF-1.4\n" + b"1 0 obj\n" * 100_000 + b"startxref\n0\n%%EOF",
        b"%PDF-1.4\n" + b"(" * 500_000, b"%PDF-1.4\nxref\n0 9999999\n" + b"0000000000 00000 n \n" * 50_000,
        pdf([["x"] * 60_000]), pdf([[LEAD]] * 300), pdf([[LEAD]]) + b"%%EOF" * 100_000, b"%PDF-" + b"0" * 2_000_000,
    ],
    "jsonl": [
        b'{"text": ' * 100_000, b"[" * 1_000_000, b'{"text": "' + b"\\u0041" * 1_000_000 + b'"}', b"{}\n" * 100_000,
        b'{"text": "x", "id": ' + b"9" * 100_000 + b"}",
        b"\n" * 5_000_000, b'{"text": [' + b"[]," * 1_000_000 + b"[]]}",
    ],
    "json": [
        b'{"name": "a", "type": "public_channel", "messages": [' + b'{"text": "x"},' * 100_000 + b"{}]}",
        b'{"type": "public_channel", "messages": ' + b"[" * 500_000,
        b'{"messages": [{"text": [' + b'"a",' * 500_000 + b'""]}]}',
    ],
    "csv": [
        table(ACLED, []) + b'"' * 1_000_000, table(ACLED, []) + b"," * 900_000, b"a," * 1_000_000,
        table(ACLED, []) + b"a\n" * 50_000, table(ACLED, []) + b'"a' * 300_000, b"\n" * 3_000_000,
    ],
    "eml": [
        b"From: a\r\n" + b"X: y\r\n" * 100_000, b"From: " + b"(" * 100_000,
        b"From: a\r\nSubject: " + b"=?utf-8?q?a?= " * 20_000,
        b"From: a\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n" * 100_000,
        b"From: a\r\nContent-Type: message/rfc822\r\n\r\n" * 500, b"From: a\r\nDate: " + b"1 " * 100_000,
        b"From: a\r\nTo: " + b"<a@b>," * 50_000 + b"\r\n\r\nx",
    ],
    "warc": [
        warc([record(URL, b"\x00" * 50_000_000)]), warc([record(URL, b"x", "", "warcinfo")] * 20_000),
        b"WARC/1.0\r\n" + b"X: y\r\n" * 100_000, gzip.compress(b"WARC/1.0\r\n" + b"\r\n" * 20_000_000),
        warc([record(URL, gzip.compress(b"<div>" * 1_000_000), "HTTP/1.1 200 OK\r\nContent-Encoding: gzip")]),
        warc([record(URL, zlib.compress(b"\x00" * 30_000_000), "HTTP/1.1 200 OK\r\nContent-Encoding: deflate")] * 3),
    ],
    "txt": [
        b"a" * 4_000_000, b"\n" * 4_000_000, gzip.compress(b"\x00" * 60_000_000), "é".encode("cp1252") * 500_000,
        b"BEIRUT, Nov 8, " * 60_000, b"(" * 900_000, b"Share this\n" * 80_000, "\u0300".encode() * 400_000,
    ],
}  # fmt: skip


@st.composite
def broken(draw: st.DrawFn) -> tuple[str, bytes]:
    """An extension and a good input of its kind, broken in one to six places; sometimes under another extension."""
    kind = draw(st.sampled_from(sorted(GOOD)))
    data = draw(st.sampled_from(GOOD[kind]))
    for _ in range(draw(st.integers(1, 6))):
        data = _worse(draw, data)
    shown = kind if draw(st.integers(0, 9)) else draw(st.sampled_from(sorted(GOOD)))
    return shown, data


def _worse(draw: st.DrawFn, data: bytes) -> bytes:
    """The data with one thing cut, doubled, changed, put in or packed."""
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 400)))
    way = draw(st.integers(0, 7))
    if way == 0:
        return data[:start] + data[end:]
    if way == 1:
        return data[:end] + data[start:end] * draw(st.integers(1, 50)) + data[end:]
    if way == 2:
        return data[:start] + draw(st.binary(max_size=20)) + data[end:]
    if way == 3:
        return data[:start] + draw(st.sampled_from(PIECES)) * draw(st.sampled_from([1, 2, DEEP])) + data[start:]
    if way == 4:
        return data[:start]
    if way == 5:
        return gzip.compress(data) if draw(st.booleans()) else data[::-1]
    if way == 6:
        other = draw(st.sampled_from(GOOD[draw(st.sampled_from(sorted(GOOD)))]))
        return data[:start] + other + data[start:]
    return data.replace(
        draw(st.sampled_from([b"<", b" ", b"\n", b'"', b"0", b"/", b"\r\n"])), draw(st.binary(max_size=3))
    )
