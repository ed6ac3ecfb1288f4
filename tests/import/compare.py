#!/usr/bin/env python3
"""Compares what polder and pandoc make of the documents of tests/import/word/.

    python3 tests/import/compare.py [--polder target/debug/polder]

Both results are read by the same eyes (Markdown as pandoc writes it in its
`gfm` form, with footnotes) and counted against what the document itself says.
Words: those in the text of the document (deletions left out) that are neither
in the article nor in the report of what was left out. pandoc (Debian's
package) is needed here only; polder does not use it.
"""
import argparse
import collections
import html
import pathlib
import re
import subprocess
import tempfile
import zipfile

HERE = pathlib.Path(__file__).parent
COLUMNS = ["headings", "items", "tables", "notes", "links", "images", "quotes"]


def plain_of_xml(xml):
    xml = re.sub(r"<mc:Fallback.*?</mc:Fallback>", "", xml, flags=re.S)
    xml = re.sub(r"<w:(del|moveFrom) .*?</w:\1>", "", xml, flags=re.S)
    xml = re.sub(r"<w:noBreakHyphen/>", "<w:t>\u2011</w:t>", xml)
    xml = re.sub(r"<(/w:p|w:p|/w:tc|w:tab/|w:br|/?w:sdt)[ >/]", " \\g<0>", xml)
    texts = re.findall(r"<[wm]:t(?: [^>]*)?>([^<]*)</[wm]:t>|( )<", xml)
    text = "".join(a or b for a, b in texts)
    for entity, sign in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")]:
        text = text.replace(entity, sign)
    return text


def document_words(path):
    words = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"word/(document|footnotes|endnotes)\.xml", name):
                words += normal(plain_of_xml(archive.read(name).decode("utf-8")))
    return words


def normal(text):
    text = text.replace("\u00ad", "").replace("\u00a0", " ").replace("…", "...")
    for sign in "‘’":
        text = text.replace(sign, "'")
    for sign in "“”":
        text = text.replace(sign, '"')
    return text.split()


def lost(document, found):
    left = collections.Counter(found)
    missing = []
    for word in document:
        if left[word] > 0:
            left[word] -= 1
        else:
            missing.append(word)
    # A list makes the marks itself that were typed before its items.
    return [word for word in missing if not re.fullmatch(r"[•·–*-]|\d+[.)]", word)]


def html_of(markdown):
    """The page that Markdown makes, by pandoc for both."""
    return subprocess.run(
        ["pandoc", "-f", "gfm+footnotes", "-t", "html", "--wrap=none"], input=markdown, text=True, capture_output=True, check=True).stdout


def plain_of_html(page):
    """What readers of the page get, alternative texts and captions too."""
    page = re.sub(r'<a [^>]*class="footnote-(ref|back)".*?</a>', "", page, flags=re.S)
    shown = lambda tag: " " + " ".join(re.findall(r'(?:alt|title)="([^"]*)"', tag.group(0))) + " "
    page = re.sub(r"<img[^>]*>", shown, page)
    page = re.sub(r"</?(p|br|li|td|th|tr|h\d|div|figcaption|blockquote|pre|hr)\b[^>]*>", " ", page)
    return html.unescape(re.sub(r"<[^>]*>", "", page))


def counts(page):
    """What structure the page has."""
    notes = len(re.findall(r'<li id="fn\d+"', page))
    body = re.split(r'<section[^>]*footnotes', page)[0]
    return {
        "headings": len(re.findall(r"<h[1-6]", body)),
        "items": len(re.findall(r"<li", body)),
        "tables": len(re.findall(r"<table", body)),
        "notes": notes,
        "links": len(re.findall(r"<a [^>]*href", body)) - len(re.findall(r'class="footnote-ref"', body)),
        "images": len(re.findall(r"<img", body)),
        "quotes": len(re.findall(r"<blockquote", body)),
    }


def by_pandoc(path):
    with tempfile.TemporaryDirectory() as scratch:
        run = subprocess.run(
            ["pandoc", "-f", "docx", "-t", "gfm+footnotes", "-s", "--wrap=none", f"--extract-media={scratch}", str(path)],
            text=True, capture_output=True, check=True)
    markdown = run.stdout
    title = ""
    if markdown.startswith("---\n"):
        matter, markdown = markdown[4:].split("\n---\n", 1)
        title = re.sub(r"^\w+:", " ", matter, flags=re.M).replace("\n- ", " ").replace("''", "\0").replace("'", " ").replace("\0", "'")
        title = title.replace("\\", "").replace('"', " ")
    return markdown, title, ""


def by_polder(path, program):
    with tempfile.TemporaryDirectory() as site:
        site = pathlib.Path(site)
        (site / "polder.toml").write_text('title = "x"\nbase_url = "https://example.org/"\nlanguage = "nl"\n[collections.artikelen]\n')
        run = subprocess.run([program, "import", str(path), "--root", str(site)], text=True, capture_output=True, check=True)
        text = pathlib.Path(run.stdout.strip()).read_text(encoding="utf-8")
        _, matter, markdown = text.split("+++\n", 2)
        report = run.stderr.split("Anders geworden")[0].split("Kijk na")[0]
        title = re.search(r"^title = (.*)$", matter, re.M).group(1).strip('"')
        if "beschrijving komt uit" not in run.stderr:
            title += " " + re.search(r"^description = (.*)$", matter, re.M).group(1).strip('"')
        return markdown, title.replace('\\"', '"'), report


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--polder", default="target/debug/polder")
    arguments.add_argument("documents", nargs="*")
    given = arguments.parse_args()
    paths = [pathlib.Path(p) for p in given.documents] or sorted((HERE / "word").glob("*.docx"))
    print(f"{'document':<18}{'':<8}" + "".join(f"{c:>10}" for c in COLUMNS) + f"{'lost':>7}  which")
    total = collections.defaultdict(int)
    for path in paths:
        words = document_words(path)
        for name, (markdown, title, report) in {"pandoc": by_pandoc(path), "polder": by_polder(path, given.polder)}.items():
            page = html_of(markdown)
            found = counts(page)
            missing = lost(words, normal(plain_of_html(page)) + normal(title) + normal(report))
            total[name] += len(missing)
            print(f"{path.stem if name == 'pandoc' else '':<18}{name:<8}" + "".join(f"{found[c]:>10}" for c in COLUMNS)
                  + f"{len(missing):>7}  {' '.join(missing[:8])}")
    print(f"words lost without a word: pandoc {total['pandoc']}, polder {total['polder']}")


if __name__ == "__main__":
    main()
