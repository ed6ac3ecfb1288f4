#!/usr/bin/env python3
"""Makes the documents of tests/import/word/, and the .odt of tests/import/other/.

    python3 tests/import/make_documents.py [FOLDER]

Most are written as Dutch Word writes them: style ids in Dutch (Kop1), names
in English (heading 1), changes tracked, fields, text boxes. Two are made by
LibreOffice (`soffice`), one by python-docx (PyPI), so that not all come from
one hand. The documents are kept in the repository: this needs to be run only
to change one.
"""
import base64
import pathlib
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib

HERE = pathlib.Path(__file__).parent
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

STYLES = [
    # id, name, based on, what it says of paragraphs, of characters
    ("Standaard", "Normal", None, "", ""),
    ("Kop1", "heading 1", "Standaard", '<w:outlineLvl w:val="0"/>', "<w:b/>"),
    ("Kop2", "heading 2", "Standaard", '<w:outlineLvl w:val="1"/>', "<w:b/>"),
    ("Kop3", "heading 3", "Standaard", '<w:outlineLvl w:val="2"/>', ""),
    ("Tussenkop", "Tussenkop huisstijl", "Kop2", "", '<w:color w:val="154273"/>'),
    ("Titel", "Title", "Standaard", "", '<w:sz w:val="56"/>'),
    ("Ondertitel", "Subtitle", "Standaard", "", ""),
    ("Lijstalinea", "List Paragraph", "Standaard", '<w:ind w:left="720"/>', ""),
    ("Citaat", "Quote", "Standaard", '<w:jc w:val="center"/>', "<w:i/>"),
    ("Duidelijkcitaat", "Intense Quote", "Standaard", "", "<w:i/>"),
    ("Bijschrift", "caption", "Standaard", "", "<w:i/>"),
    ("Voetnoottekst", "footnote text", "Standaard", "", '<w:sz w:val="20"/>'),
    ("Inhopg1", "toc 1", "Standaard", "", ""),
    ("Kopvaninhoudsopgave", "TOC Heading", "Kop1", '<w:outlineLvl w:val="9"/>', ""),
    ("HTML-voorafopgemaakt", "HTML Preformatted", "Standaard", "", '<w:rFonts w:ascii="Consolas"/>'),
]
CHARACTER_STYLES = [
    ("Hyperlink", "Hyperlink", '<w:color w:val="0563C1"/><w:u w:val="single"/>'),
    ("Zwaar", "Strong", "<w:b/>"),
    ("Nadruk", "Emphasis", "<w:i/>"),
    ("Voetnootmarkering", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
]


def styles():
    parts = []
    for id_, name, based, paragraph, characters in STYLES:
        default = ' w:default="1"' if id_ == "Standaard" else ""
        base = f'<w:basedOn w:val="{based}"/>' if based else ""
        parts.append(
            f'<w:style w:type="paragraph"{default} w:styleId="{id_}"><w:name w:val="{name}"/>{base}'
            f"<w:pPr>{paragraph}</w:pPr><w:rPr>{characters}</w:rPr></w:style>"
        )
    for id_, name, characters in CHARACTER_STYLES:
        parts.append(
            f'<w:style w:type="character" w:styleId="{id_}"><w:name w:val="{name}"/><w:rPr>{characters}</w:rPr></w:style>'
        )
    return f"{HEAD}<w:styles {NAMESPACES}>{''.join(parts)}</w:styles>"


def level(number, kind, start=1, text=None):
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text or "•"}"/><w:pPr><w:ind w:left="{720 * (number + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


# 1 bullets, 2 numbers, 3 numbers from the start again, 4 letters, 5 numbers of headings
NUMBERING = (
    f"{HEAD}<w:numbering {NAMESPACES}>"
    + '<w:abstractNum w:abstractNumId="0">' + "".join(level(n, "bullet") for n in range(9)) + "</w:abstractNum>"
    + '<w:abstractNum w:abstractNumId="1">'
    + level(0, "decimal", 1, "%1.") + level(1, "lowerLetter", 1, "%2)") + level(2, "decimal", 1, "%3.")
    + "</w:abstractNum>"
    + '<w:abstractNum w:abstractNumId="2">' + level(0, "lowerLetter", 1, "%1)") + "</w:abstractNum>"
    + '<w:abstractNum w:abstractNumId="3">' + level(0, "decimal", 1, "%1") + level(1, "decimal", 1, "%1.%2") + "</w:abstractNum>"
    + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    + '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    + '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    + '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>'
    + '<w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>'
    + "</w:numbering>"
)


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def t(text, *switches):
    """A run; switches are `b`, `i`, `strike` and the like, or whole elements."""
    properties = "".join(s if s.startswith("<") else f"<w:{s}/>" for s in switches)
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def p(*content, style=None, properties="", num=None):
    """A paragraph; strings that are not elements are plain text."""
    inner = "".join(c if c.startswith("<") else t(c) for c in content)
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        list_, depth = num
        properties = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_}"/></w:numPr>{properties}'
    return f"<w:p><w:pPr>{style}{properties}</w:pPr>{inner}</w:p>"


def item(list_, depth, *content):
    return p(*content, style="Lijstalinea", num=(list_, depth))


def cell(*content, span=1, merge=None, side=None):
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties += {"restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>", None: ""}[merge]
    jc = f'<w:jc w:val="{side}"/>' if side else ""
    inner = "".join(c if c.startswith(("<w:p>", "<w:tbl>")) else p(c, properties=jc) for c in content) or p("")
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells, header=False):
    properties = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    return f"<w:tr>{properties}{''.join(c if c.startswith('<w:tc>') else cell(c) for c in cells)}</w:tr>"


def table(*rows, look="0400"):
    columns = max(r.count("<w:tc>") + r.count('<w:gridSpan w:val="2"/>') for r in rows)
    grid = '<w:gridCol w:w="2000"/>' * columns
    return f'<w:tbl><w:tblPr><w:tblLook w:val="{look}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'


def drawing(relation, description):
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/>'
        f'<wp:docPr id="1" name="Afbeelding 1" descr="{description}"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        '<pic:cNvPr id="0" name="a.png"/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def field(instruction, result):
    mark = lambda kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
    return (
        mark("begin") + f'<w:r><w:instrText xml:space="preserve"> {escaped(instruction)} </w:instrText></w:r>'
        + mark("separate") + result + mark("end")
    )


def bookmark(name, *content):
    return f'<w:bookmarkStart w:id="1" w:name="{name}"/>{"".join(content)}<w:bookmarkEnd w:id="1"/>'


def note(kind, number):
    return f'<w:r><w:rPr><w:rStyle w:val="Voetnootmarkering"/></w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'


def notes(kind, *texts):
    mark = "footnoteRef" if kind == "footnote" else "endnoteRef"
    separator = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    each = "".join(
        f'<w:{kind} w:id="{number}">' + "".join(
            p((f"<w:r><w:{mark}/></w:r>" if at == 0 else "") + (part if part.startswith("<") else t(f" {part}")), style="Voetnoottekst")
            for at, part in enumerate(parts)
        ) + f"</w:{kind}>"
        for number, parts in enumerate(texts, 1)
    )
    return f"{HEAD}<w:{kind}s {NAMESPACES}>{separator}{each}</w:{kind}s>"


def png(red, green, blue, size=16):
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + bytes((red, green, blue)) * size for _ in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def document(path, body, parts=None, links=None, media=None, title=None):
    """Writes a package: `parts` are further parts by kind, `links` external
    addresses by id, `media` files by id and name."""
    parts, links, media = parts or {}, links or {}, media or {}
    relations, types, files = [], [], {}
    kinds = {"styles": styles(), "numbering": NUMBERING} | parts
    for kind, text in kinds.items():
        name = f"{kind}.xml"
        base = kind.rstrip("0123456789")
        relations.append(f'<Relationship Id="k-{kind}" Type="{OFFICE}{base}" Target="{name}"/>')
        types.append(
            f'<Override PartName="/word/{name}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{base}+xml"/>'
        )
        files[f"word/{name}"] = text
    for id_, address in links.items():
        relations.append(f'<Relationship Id="{id_}" Type="{OFFICE}hyperlink" Target="{escaped(address)}" TargetMode="External"/>')
    for id_, (name, data) in media.items():
        relations.append(f'<Relationship Id="{id_}" Type="{OFFICE}image" Target="media/{name}"/>')
        files[f"word/media/{name}"] = data
    relation_list = lambda items: (
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(items)}</Relationships>'
    )
    files["word/_rels/document.xml.rels"] = relation_list(relations)
    files["word/document.xml"] = f"{HEAD}<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>"
    files["_rels/.rels"] = relation_list([f'<Relationship Id="r1" Type="{OFFICE}officeDocument" Target="word/document.xml"/>'])
    files["[Content_Types].xml"] = (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="emf" ContentType="image/x-emf"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        f'{"".join(types)}</Types>'
    )
    if title:
        files["docProps/core.xml"] = (
            f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>'
        )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)


def report(folder):
    body = [
        p("Regionaal overleg: zo begon het", style="Titel"),
        p("Wat vier gesprekken opleverden en wat nog open staat", style="Ondertitel"),
        p("Aanleiding", style="Kop1"),
        p("In het voorjaar kwamen ", t("vier partijen", "b"), " bijeen. Ze spraken over ", t("één gezamenlijke opdracht", "i"),
          " en legden afspraken vast", note("footnote", 1), ". Meer staat op ",
          '<w:hyperlink r:id="l1"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>de pagina van het overleg</w:t></w:r></w:hyperlink>', "."),
        p("Wat we leerden", style="Kop1"),
        p("Rollen verdelen", style="Kop2"),
        p("Spreek vooraf af wie wat doet:"),
        item(1, 0, "een voorzitter"),
        item(1, 0, "een ", t("penvoerder", "b"), ", die"),
        item(1, 1, "het verslag maakt"),
        item(1, 1, "de afspraken bijhoudt"),
        item(1, 0, "een aanspreekpunt"),
        p("Vertrouwen", style="Tussenkop"),
        p("Vertrouwen groeit als je samen iets afmaakt.", style="Citaat"),
        p("Dat kost tijd.", style="Citaat"),
        p("Een deelnemer zei het korter."),
        p("Eerst doen, dan praten.", style="Duidelijkcitaat"),
        p("Cijfers", style="Kop1"),
        table(row("Bijeenkomst", "Aantal deelnemers", header=True),
              row("Eerste", cell("12", side="right")), row("Tweede", cell("15", side="right")), look="04A0"),
        p("Tabel ", field("SEQ Tabel \\* ARABIC", t("1")), ": opkomst per keer", style="Bijschrift"),
        p(drawing("m1", "Vlak in blauw dat de groei laat zien"), properties="<w:keepNext/>"),
        p("Figuur ", field("SEQ Figuur \\* ARABIC", t("1")), ": de groei", style="Bijschrift"),
        p("Met dank aan allen", note("endnote", 1), "."),
    ]
    document(
        folder / "verslag.docx", body,
        {"footnotes": notes("footnote", ["De afspraken zijn nog niet openbaar.", "Ze volgen later."]),
         "endnotes": notes("endnote", ["In het bijzonder de gastheer."])},
        {"l1": "https://example.nl/overleg?jaar=2026&deel=1"}, {"m1": ("image1.png", png(21, 66, 115))},
    )


def lists(folder):
    body = [
        p("Lijsten in soorten", style="Kop1"),
        p("Een genummerde lijst:"),
        item(2, 0, "de eerste stap"), item(2, 1, "onderdeel a"), item(2, 1, "onderdeel b"), item(2, 2, "nog dieper"),
        item(2, 0, "de tweede stap"),
        p("met een tweede alinea in dezelfde stap", style="Lijstalinea"),
        item(2, 0, "de derde stap"),
        p("Hier staat gewone tekst tussen de stappen."),
        item(2, 0, "de vierde stap, die doortelt"),
        p("En een lijst die opnieuw begint:"),
        item(3, 0, "weer één"), item(3, 0, "weer twee"),
        p("Punten en cijfers door elkaar:"),
        item(1, 0, "punt"), item(2, 1, "letter onder een punt"), item(1, 0, "punt na de letter"),
        p("Letters:"), item(4, 0, "keuze a"), item(4, 0, "keuze b"),
        p("Nummers in koppen", style="Kop2", num=(5, 0)),
        p("Geen lijst, ook al staat er een cijfer:"),
        p("1. Dit is een alinea die met een cijfer begint."),
        p("- En dit een die met een streepje begint."),
    ]
    document(folder / "lijsten.docx", body)


def tables(folder):
    body = [
        p("Tabellen", style="Kop1"),
        p("Met samengevoegde cellen:"),
        table(
            row("Partij", cell("Inzet", span=2), header=True),
            row(cell("Gemeente", merge="restart"), "uren", cell("40", side="right")),
            row(cell(merge="continue"), "euro | maand", cell("1.000", side="right")),
            row("UWV", "uren", cell("32", side="right")), look="04A0"),
        p("Met meer in een cel:"),
        table(
            row(cell(p(t("Wie", "b"))), cell(p(t("Wat", "b")))),
            row("Voorzitter", cell(p("leidt het gesprek"), p("bewaakt de tijd"))),
            row("Penvoerder", cell(item(1, 0, "schrijft"), item(1, 0, "verstuurt"))),
            row("Allen", cell(p("zie"), table(row("dag", "uur"), row("ma", "9"))))),
        p("Zonder kop:"),
        table(row("links", "rechts"), row("onder", "*ster*")),
        p("Een kader:"),
        table(row(cell(p("Let op: dit kader is een tabel van één cel."), p("Het heeft twee alinea's.")))),
        p("Daarna gaat de tekst verder."),
    ]
    document(folder / "tabellen.docx", body)


def changes(folder):
    who = 'w:author="Redacteur" w:date="2026-01-05T10:00:00Z"'
    ins = lambda content: f'<w:ins w:id="1" {who}>{content}</w:ins>'
    deleted = lambda text: f'<w:del w:id="2" {who}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'
    comment = lambda number, content: (
        f'<w:commentRangeStart w:id="{number}"/>{content}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )
    body = [
        p("Wijzigingen", style="Titel"),
        p("Wij spreken ", ins(t("voortaan ")), "elke ", deleted("maand"), ins(t("week", "b")), " af."),
        p(comment(0, t("De penvoerder")), " stuurt een verslag."),
        p("Deze alinea loopt ", properties=f'<w:rPr><w:del w:id="3" {who}/></w:rPr>'),
        p("door in de volgende."),
        p(f'<w:moveFrom w:id="4" {who}>{t("Verplaatste zin.")}</w:moveFrom>', properties=f'<w:rPr><w:moveFrom w:id="5" {who}/></w:rPr>'),
        p("Een zin die blijft staan."),
        p(f'<w:moveTo w:id="6" {who}>{t("Verplaatste zin.")}</w:moveTo>'),
        table(row("blijft", "staan"),
              f'<w:tr><w:trPr><w:del w:id="7" {who}/></w:trPr>{cell(p(deleted("weg")))}{cell(p(deleted("ermee")))}</w:tr>',
              row("tweede", "rij")),
        f'<w:ins w:id="8" {who}>{p("Een ingevoegde alinea.")}</w:ins>',
    ]
    comments = (
        f'{HEAD}<w:comments {NAMESPACES}><w:comment w:id="0" {who} w:initials="R">'
        f'{p("Wie is dat?")}{p("Graag een naam noemen.")}</w:comment></w:comments>'
    )
    document(folder / "wijzigingen.docx", body, {"comments": comments})


def links(folder):
    hyperlink = lambda attribute, content: f"<w:hyperlink {attribute}>{content}</w:hyperlink>"
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
        + p("Inhoud", style="Kopvaninhoudsopgave")
        + p(hyperlink('w:anchor="_Toc1"', t("Eerste deel") + "<w:r><w:tab/></w:r>" + t("2")), style="Inhopg1")
        + "</w:sdtContent></w:sdt>"
    )
    body = [
        p("Links en verwijzingen", style="Titel"), contents,
        p(bookmark("_Toc1", t("Eerste deel")), style="Kop1"),
        p("Een adres als tekst: ", hyperlink('r:id="l1"', t("https://example.nl/een_adres"))),
        p("Per e-mail: ", hyperlink('r:id="l2"', t("info@example.nl")), "."),
        p("Als veld: ", field('HYPERLINK "https://example.nl/veld(1)" \\o "tip"', t("zie het ") + t("veld", "b")), "."),
        p("Naar ", hyperlink('w:anchor="_Toc2"', t("het tweede deel")), " en naar ", hyperlink('w:anchor="plek"', t("een plek")), "."),
        p("Nergens heen: ", hyperlink('w:anchor="weg"', t("een verdwenen plek")), ", ", hyperlink('r:id="l3"', t("een eigen bestand")), "."),
        p(bookmark("_Toc2", t("Eerste deel")), style="Kop1"),
        p("Deze kop heet net zo. ", bookmark("plek", t("Hier is de plek.")), " Zie ", field("REF _Toc1 \\h", t("Eerste deel")), "."),
        p(t("Kijk op "), hyperlink('r:id="l4"', t(" www.example.nl ")), t("voor meer.")),
    ]
    document(folder / "links.docx", body, links={
        "l1": "https://example.nl/een_adres", "l2": "mailto:info@example.nl",
        "l3": "file:///C:/Users/redactie/plan.docx", "l4": "www.example.nl"})


def frames(folder):
    text_box = lambda content: (
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><wp:docPr id=\"2\" name=\"Tekstvak 2\"/>"
        "<a:graphic><a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp><wps:txbx>"
        f"<w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    control = lambda content, prompt=False: (
        f"<w:sdt><w:sdtPr>{'<w:showingPlcHdr/>' if prompt else ''}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )
    body = [
        control(p("Kaders en velden", style="Titel")),
        p("Voor het kader.", text_box(p(t("Tip", "b")) + p("Schrijf op wat je afspreekt."))),
        p("Ingevuld: ", control(t("regio Voorbeeld")), " en niet ingevuld: ", control(t("Klik of tik om tekst in te voeren."), True), "."),
        p("Dit is ", t("geheim ", "vanish"), "openbaar."),
        p(drawing("m1", "Grafiek van de uitstroom")),
        p("Figuur 2: uitstroom", style="Bijschrift"),
        p(drawing("m2", "")),
        p("Formule: ", "<m:oMath><m:r><m:t>a+b=c</m:t></m:r></m:oMath>", "."),
        p('<w:r><w:object><v:shape><v:imagedata r:id="m2" o:title="Werkblad"/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'),
        p("print('hallo')", style="HTML-voorafopgemaakt"), p("# geen kop", style="HTML-voorafopgemaakt"),
        p(properties='<w:pBdr><w:bottom w:val="single"/></w:pBdr>'),
        p("Na de lijn."),
    ]
    margin = lambda name, text: f"{HEAD}<w:{name} {NAMESPACES}>{p(text)}</w:{name}>"
    document(folder / "kaders.docx", body,
             {"header1": margin("hdr", "Concept, niet verspreiden"), "footer1": margin("ftr", "Pagina 1 van 3")},
             media={"m1": ("image1.emf", b"\x01\0\0\0emf"), "m2": ("image2.png", png(200, 60, 30))})


def signs(folder):
    body = [
        p("Tekens: *sterren*, _strepen_ & <haken>", style="Titel"),
        p("Sommen: 5 * 3 en 2*3*4, snake_case en _zo_, ~10 en ~~door~~, 100% van [naam], [tekst](adres), [^1] en [[wiki]]."),
        p("HTML: <b>niet vet</b> &amp; &copy; a < b > c. Pad C:\\map\\bestand en \\*ster\\*. `code` en ``meer``."),
        p("# Geen kop"), p("> Geen citaat"), p("+ Geen lijst"), p("1) Geen lijst"), p("---"), p("* * *"), p("=== "), p("| a | b |"),
        p(": geen uitleg"), p("[x]: https://example.nl"), p("~~~"), p("![geen](plaatje.png)"),
        p(t("Vet", "b"), t("schuin", "i"), t("beide", "b", "i"), t("door", "strike"), "gewoon"),
        p(t("Let op:", "b"), "zonder spatie, en half", t("vet", "b"), "woord, ", t(" met spaties ", "b"), "eromheen, (", t("tussen haken", "i"), ")."),
        p("H", t("2", '<w:vertAlign w:val="subscript"/>'), "O en m", t("2", '<w:vertAlign w:val="superscript"/>'), ", ",
          t("onderstreept", '<w:u w:val="single"/>'), ", ", t("gemarkeerd", '<w:highlight w:val="yellow"/>'), ", ", t("code", '<w:rFonts w:ascii="Consolas"/>'), "."),
        p('<w:r><w:t>samen</w:t><w:softHyphen/><w:t>werking, arbeids\u00admarkt, e</w:t><w:noBreakHyphen/><w:t>mail, 10\u00a0uur</w:t></w:r>'),
        p('<w:r><w:t>regel een</w:t><w:br/><w:t>- regel twee</w:t><w:br/><w:t># regel drie</w:t></w:r>'),
        p('<w:r><w:t>Naam:</w:t><w:tab/><w:t>Jansen</w:t><w:br w:type="page"/></w:r>'),
        p('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>', t(" pijl en "), '<w:r><w:sym w:font="Wingdings" w:char="F022"/></w:r>', t(" onbekend")),
        p("'s Morgens zei hij \"ja\" -- en toen... \u2018nee\u2019 \u2013 einde."),
        p(style="Kop1"),
        p("Kop met ", t("vet", "b"), " # en {haken}", style="Kop1"),
        p("Slot 🙂 met een ﬁligraan ligatuur en een ﷺ teken."),
    ]
    document(folder / "tekens.docx", body)


def bold(folder):
    body = [
        p(t("Verslag zonder stijlen", "b", '<w:sz w:val="36"/>')),
        p("Dit document heeft geen enkele kop. De schrijver maakte tussenkopjes door ze vet te zetten, zoals veel mensen doen."),
        p(t("Eerste onderwerp", "b")), p("Over dit onderwerp is gesproken."),
        p(t("Besluit:", "b"), " wij gaan door."),
        p(t("Tweede onderwerp", "b")), item(1, 0, "punt een"), item(1, 0, "punt twee"),
        p(t("Deze hele zin is vet en eindigt met een punt, dus het is geen kop.", "b")),
        p("Met de hand getypt:"), p("•\u00a0appels"), p("• ", t("peren", "b")), p("1) eerst"), p("2) daarna"), p("4) niet op volgorde"),
        p("Einde."),
    ]
    document(folder / "vet.docx", body, title="Document1")


def by_libreoffice(folder):
    """Documents that LibreOffice writes, from sources of ours."""
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        for source in ["libreoffice.fodt", "webpagina.html"]:
            text = (HERE / "sources" / source).read_text(encoding="utf-8")
            picture = base64.b64encode(png(30, 120, 60)).decode()
            (scratch / source).write_text(text.replace("PICTURE", picture), encoding="utf-8")
            filters = [] if source.endswith("fodt") else ["--infilter=HTML (StarWriter)"]
            subprocess.run(
                ["soffice", "--headless", *filters, "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder),
                 str(scratch / source)], check=True, stdout=subprocess.DEVNULL)


def open_documents(folder):
    """OpenDocument texts that LibreOffice makes of documents made before."""
    for name in ["libreoffice", "verslag", "wijzigingen", "kaders", "lijsten"]:
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "odt", "--outdir", str(folder.parent / "other"), str(folder / f"{name}.docx")],
            check=True, stdout=subprocess.DEVNULL)


def by_python_docx(folder):
    import docx
    from docx.shared import Cm
    document = docx.Document()
    document.add_heading("Notitie over leren", 0)
    document.add_heading("Waarom", 1)
    document.add_paragraph("Leren gaat beter samen. ").add_run("Echt waar").bold = True
    for text in ["lezen", "vragen", "doen"]:
        document.add_paragraph(text, style="List Bullet")
    document.add_paragraph("nog dieper", style="List Bullet 2")
    for text in ["eerst", "daarna"]:
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("Wie vraagt, leert.", style="Intense Quote")
    with tempfile.NamedTemporaryFile(suffix=".png") as picture:
        picture.write(png(90, 90, 200))
        picture.flush()
        document.add_picture(picture.name, width=Cm(2))
    document.add_paragraph("Figuur 1: een vlak", style="Caption")
    document.add_heading("Hoe", 2)
    grid = document.add_table(rows=2, cols=2, style="Light Grid Accent 1")
    for cell_, text in zip(grid._cells, ["stap", "wie", "plannen", "allen"]):
        cell_.text = text
    document.add_page_break()
    document.add_paragraph("Slot op een nieuwe bladzijde.")
    document.save(folder / "notitie.docx")


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "word"
    target.mkdir(parents=True, exist_ok=True)
    for make in [report, lists, tables, changes, links, frames, signs, bold, by_python_docx, by_libreoffice, open_documents]:
        make(target)
