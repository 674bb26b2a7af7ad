"""PDFs and pictures made to harm: too many pages, bombs, circles, depths, passwords; harmed objects of a plain file."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Document, Paragraph, UnreadableDocument
from ingest.limits import USUAL, Limits
from ingest.readers import picture
from ingest.readers.reading import read
from ingest.tasks import Source, read_content
from ingest.workers import Workers
from tests.ingest.readers.handmade_pdf import new_pdf, written
from tests.ingest.readers.test_fuzz import FUZZ, harmed, outcome

SHOWN = "BT /F 10 Tf 20 50 Td (paid 506.83) Tj ET\n"
RULED = SHOWN + "".join(f"10 {y} m 190 {y} l S\n" for y in (20, 40, 60)) + "10 20 m 10 60 l S 190 20 m 190 60 l S\n"
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
#: ISO 32000-1, algorithm 2: what a password is filled up with.
PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")

needs_ocr = pytest.mark.skipif(not picture.installed(), reason="needs the extra: pip install '.[ocr]'")


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(1, Limits(seconds=30, memory_mb=600)) as started:
        yield started


def refused(data: bytes, limits: Limits = USUAL) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read(data, "决算.pdf", limits)
    assert caught.value.advice
    return caught.value


def said(document: Document) -> list[str]:
    return [block.text for block in document.content if isinstance(block, Paragraph)]


def many_pages(count: int) -> bytes:
    """Pages that are one object, so that ten thousand of them weigh little."""
    kids = "3 0 R " * count
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>"
    return written(["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {count} >>", page])


def test_ten_thousand_pages_are_refused_before_the_first_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest.readers import pdf

    def no_page(*_: object) -> None:
        raise AssertionError("a page was loaded")

    monkeypatch.setattr(pdf, "_loaded", no_page)
    error = refused(many_pages(10_000))
    assert error.reason_code == "too_many_pages"
    assert "10,000 pages, the limit is 2,000" in error.found


def of_image(entries: str, stream: bytes) -> bytes:
    """A page that is one picture."""
    shown = "q 200 0 0 100 0 0 cm /I Do Q"
    return written(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R"
            " /Resources << /XObject << /I 5 0 R >> >> >>",
            f"<< /Length {len(shown)} >> stream\n{shown}\nendstream",
            f"<< /Type /XObject /Subtype /Image {entries} /Length {len(stream)} >> stream\n"
            f"{stream.decode('latin-1')}\nendstream",
        ]
    )


@needs_ocr
def test_a_page_of_billions_of_pixels_is_refused_undrawn() -> None:
    packer = zlib.compressobj(1)
    stream = b"".join(packer.compress(bytes(1 << 20)) for _ in range(4)) + packer.flush()
    entries = "/Width 50000 /Height 50000 /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode"
    error = refused(of_image(entries, stream))
    assert error.reason_code == "too_large"
    assert "50,000 × 50,000 pixels" in error.found


def png(width: int, height: int) -> bytes:
    """A picture of so many pixels by its header, with next to nothing in it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


@needs_ocr
@pytest.mark.parametrize("side", [9_200, 12_000, 50_000])
def test_a_picture_of_too_many_pixels_is_refused_unpacked(side: int) -> None:
    assert refused(png(side, side)).reason_code == "too_large"


@needs_ocr
def test_pages_of_a_picture_are_counted_before_they_are_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import Image

    from ingest.readers import scan
    from ingest.readers.page import Page

    monkeypatch.setattr(scan, "read_page", lambda _, number, width: Page(number, width, width, ()))
    target = io.BytesIO()
    page = Image.new("1", (20, 20))
    page.save(target, "TIFF", save_all=True, append_images=[page] * 9)
    assert refused(target.getvalue(), Limits(pages=9)).reason_code == "too_many_pages"


def forms(count: int, inside: str) -> bytes:
    """A page that shows a text and the first of `count` forms; `inside` tells what each shows, {next} the one after."""
    shown = SHOWN + "/X0 Do"
    first = 6
    names = " ".join(f"/X{number} {first + number} 0 R" for number in range(count))
    resources = f"/Resources << /Font << /F 5 0 R >> /XObject << {names} >> >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R {resources} >>",
        f"<< /Length {len(shown)} >> stream\n{shown}\nendstream",
        FONT,
    ]
    for number in range(count):
        body = inside.format(next=(number + 1) % count)
        objects.append(
            f"<< /Type /XObject /Subtype /Form /BBox [0 0 200 100] {resources} /Length {len(body)} >>"
            f" stream\n{body}\nendstream"
        )
    return written(objects)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(forms(1, "/X{next} Do"), id="a form that shows itself"),
        pytest.param(forms(3, "/X{next} Do"), id="three forms in a circle"),
        pytest.param(forms(300, "/X{next} Do"), id="forms 300 deep"),
        pytest.param(new_pdf(SHOWN + "q " * 50_000), id="50,000 saved states"),
        pytest.param(new_pdf(SHOWN + "[" * 50_000), id="arrays 50,000 deep in a page"),
        pytest.param(new_pdf(SHOWN, page="/Deep " + "[" * 30_000 + "]" * 30_000), id="arrays 30,000 deep in an object"),
        pytest.param(new_pdf(SHOWN, page="/Deep " + "<</A " * 9_000 + "1" + ">>" * 9_000), id="9,000 dictionaries"),
        pytest.param(new_pdf(SHOWN, page="/Resources 6 0 R /Parent 6 0 R"), id="a page that is its own parent"),
    ],
)
def test_circles_and_depths_are_read_or_refused(data: bytes, workers: Workers, tmp_path: Path) -> None:
    path = tmp_path / "deep.pdf"
    path.write_bytes(data)
    (content,) = workers.map(read_content, [(Source(str(path), (), "deep.pdf", ""), USUAL)])
    if content.reason_code is None:
        assert "506.83" in content.content
    else:
        assert content.reason_code in ("unreadable_file", "crashed", "no_text")


def test_forms_that_multiply_end_within_their_time(tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(forms(30, "/X{next} Do " * 10))
    with Workers(1, Limits(seconds=2, memory_mb=400)) as workers:
        (content,) = workers.map(read_content, [(Source(str(path), (), "bomb.pdf", ""), USUAL)])
    assert content.reason_code in ("timeout", "out_of_memory", "crashed") or "506.83" in content.content


def rc4(key: bytes, data: bytes) -> bytes:
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def locked(password: bytes) -> bytes:
    """A file encrypted for a reader's `password` (ISO 32000-1, 7.6, revision 2: RC4 with 40 bits)."""
    owner = rc4(hashlib.md5(PADDING).digest()[:5], (password + PADDING)[:32])
    permissions, name = -4, bytes(range(16))
    key = hashlib.md5((password + PADDING)[:32] + owner + struct.pack("<i", permissions) + name).digest()[:5]
    number = 4
    of_object = hashlib.md5(key + struct.pack("<I", number)[:3] + b"\0\0").digest()[:10]
    content = rc4(of_object, SHOWN.encode()).decode("latin-1")
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(content)} >> stream\n{content}\nendstream",
        FONT,
        f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{rc4(key, PADDING).hex()}> /P {permissions} >>",
    ]
    return written(objects, f"/Encrypt 6 0 R /ID [<{name.hex()}> <{name.hex()}>]")


def test_a_file_encrypted_for_everybody_is_read() -> None:
    assert said(read(locked(b""), "决算.pdf")) == ["paid 506.83"]


def test_a_file_encrypted_for_those_who_know_a_password_is_refused() -> None:
    assert refused(locked(b"secret")).reason_code == "encrypted_file"


@FUZZ
@given(data=st.data())
def test_plain_objects_harmed_are_read_or_refused(data: st.DataObject) -> None:
    outcome(data.draw(harmed(new_pdf(RULED, "/X Do " + SHOWN, form=SHOWN, page="/Annots []"))))


@needs_ocr
@FUZZ
@given(data=st.data())
def test_pictures_harmed_are_unpacked_or_refused(data: st.DataObject) -> None:
    from PIL import Image

    form = data.draw(st.sampled_from(("PNG", "JPEG", "TIFF", "BMP", "GIF")))
    target = io.BytesIO()
    Image.linear_gradient("L").resize((40, 30)).save(target, form)
    try:
        for frame in picture._frames(data.draw(harmed(target.getvalue()))):
            assert frame.shape[2] == 3
    except UnreadableDocument as refusal:
        assert refusal.advice  # noqa: PT017


def test_a_page_of_a_picture_that_has_no_size_is_refused() -> None:
    from PIL import Image

    target = io.BytesIO()
    Image.new("L", (4, 3)).save(target, "TIFF")
    data = bytearray(target.getvalue())
    entries = int.from_bytes(data[8:10], "little")
    after = 10 + 12 * entries
    data[after : after + 4] = len(data).to_bytes(4, "little")  # a second page, which says nothing of itself
    with pytest.raises(UnreadableDocument, match="a damaged picture"):
        list(picture._frames(bytes(data + bytes(6))))
