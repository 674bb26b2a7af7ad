"""PDFs written by hand, so that a test can say, or harm, every object in them."""

from __future__ import annotations

from collections.abc import Sequence

IMAGE = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"


def new_pdf(*contents: str, page: str = "", form: str = "", form_matrix: str = "1 0 0 1 0 0") -> bytes:
    """A file of pages 200 × 100 points with the given content streams; /F is Helvetica, /I a picture, /X the form."""
    kids = " ".join(f"{6 + 2 * i} 0 R" for i in range(len(contents)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"{IMAGE} stream\n0\nendstream",
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 500 500] /Matrix [{form_matrix}]"
        f" /Resources << /Font << /F 3 0 R >> >> /Length {len(form)} >> stream\n{form}\nendstream",
    ]
    for i, content in enumerate(contents):
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] {page} /Contents {7 + 2 * i} 0 R"
            " /Resources << /Font << /F 3 0 R >> /XObject << /I 4 0 R /X 5 0 R >> >> >>",
            f"<< /Length {len(content)} >> stream\n{content}\nendstream",
        ]
    return written(objects)


def written(objects: Sequence[str], trailer: str = "") -> bytes:
    """A file of the given objects, numbered from 1, of which the first is the catalogue; nothing is compressed."""
    data = "%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj {body} endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return f"{data}{end}".encode("latin-1")
