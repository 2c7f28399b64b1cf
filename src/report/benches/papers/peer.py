"""Prints unit reports with WeasyPrint: for each line of JSON, the data of a report, one line with the number of pages and the
seconds of processor time. Texts, tables, small drawings and charts are those of reports/unit.typ, and so is the paper; knows
nothing of what it is measured against. The folder of the fonts is the argument.
"""

import base64
import json
import sys
import time
from html import escape as e

try:
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
except (ImportError, OSError):
    sys.exit(0)

CSS = """
@font-face { font-family: "Open Sans"; src: url("file://FONTS/OpenSans-Regular.ttf") }
@font-face { font-family: "Open Sans"; src: url("file://FONTS/OpenSans-Bold.ttf"); font-weight: bold }
@page { size: A4; margin: 24mm 18mm 21mm; font: 8pt "Open Sans"; color: #595959;
  @top-left { content: string(running) } @bottom-left { content: string(house) }
  @bottom-right { content: counter(page) " / " counter(pages) } }
@page :first { @top-left { content: none } }
body { font: 9.5pt/1.25 "Open Sans"; color: #1A1A1A; margin: 0 }
h1 { font-size: 24pt; line-height: 1.1; margin: 8pt 0 10pt } p { margin: 0 0 .4em }
h2 { font-size: 14pt; color: #1F5A99; margin: 14pt 0 6pt; break-after: avoid }
h3 { font-size: 10pt; margin: 8pt 0 5pt; break-after: avoid }
.house { string-set: house content() } .running { string-set: running content() } .set { position: absolute; color: white; font-size: 1pt }
.quiet { color: #595959; font-size: 8pt } .large { font-size: 34pt; font-weight: bold; color: #1F5A99; float: left; margin-right: 9mm }
table { width: 100%; border-collapse: collapse; font-size: 9pt; line-height: 1.2 } tr { break-inside: avoid }
th, td { padding: 4pt; text-align: left; border-bottom: .5pt solid #BDBDBD; font-weight: normal }
thead th { border-bottom: .75pt solid #1A1A1A; font-size: 8pt; font-weight: bold; color: #595959 }
.hidden { background: #F3F3F1; color: #595959; font-size: 8.5pt }
.card { background: #F3F3F1; border-left: 2.5pt solid #1F5A99; padding: 8pt 10pt; margin: 10pt 0; break-inside: avoid; clear: both }
.card h3 { margin-top: 0 } .line { position: relative; width: 40mm; height: 9pt; border-bottom: .5pt solid #BDBDBD; margin-top: 2pt }
.line i { position: absolute; height: 5pt; bottom: 2pt; background: #B4CBE3 }
.line b { position: absolute; width: 6pt; height: 6pt; bottom: 1.5pt; border-radius: 3pt; background: #1F5A99; margin-left: -3pt }
.bar { width: 40mm; height: 9pt } .bar i { float: left; height: 9pt; background: #D9D9D9 }
.bar i:first-child { background: #1F5A99 } .bar i:last-child { background: #C4551B }
figure { margin: 0; break-inside: avoid } figure img { width: 56%; float: left; margin-right: 6mm } figure::after { content: ""; display: block; clear: both }
.new { break-before: page } .half { display: inline-block; width: 47%; margin-right: 2.5%; vertical-align: top; font-size: 9pt }
"""


def paragraphs(texts, style=""):
    return "".join(f'<p class="{style}">{e(text)}</p>' for text in texts)


def part(part):
    return f"<h3>{e(part['title'])}</h3>{paragraphs(part['text'])}"


def table(heads, rows):
    heads = "".join(f'<th scope="col">{e(head)}</th>' for head in heads)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def row(name, cells):
    return f'<tr><th scope="row">{name}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def line(at, low=0, high=0):
    return f'<div class="line"><i style="left:{low}%;width:{high - low}%"></i><b style="left:{at}%"></b></div>'


def hidden(data, name, columns):
    return f'<tr><th scope="row">{name}</th><td class="hidden" colspan="{columns}">{e(data["paper"]["hidden"])}</td></tr>'


def figure_row(data, row_of, before, after):
    name, figure = e(row_of["name"]), row_of["figure"]
    if figure is None:
        return hidden(data, name, len(before) + 3 + len(after))
    drawn = line(figure["mean"], figure["low"], figure["high"])
    return row(name, [*map(e, before), e(figure["text"]), e(figure["range"]), drawn, *map(e, after)])


def statement_row(data, statement):
    figure, columns = statement["figure"], data["statements"]
    name = e(statement["text"]) + (f'<br><span class="quiet">{e(columns["turned"])}</span>' if statement["turned"] else "")
    if figure is None:
        return hidden(data, name, 4 if columns["shares"] else 2)
    if figure["kind"] == "mean":
        return row(name, [line(figure["at"]), e(figure["text"])])
    bar = "".join(f'<i style="width:{piece["width"]}%"></i>' for piece in figure["parts"])
    return row(name, [f'<div class="bar">{bar}</div>', *(e(piece["text"]) for piece in figure["parts"])])


def statements(data):
    told = data["statements"]
    names = told["columns"]
    heads = [names["favourable"], names["neutral"], names["unfavourable"]] if told["shares"] else [names["mean"]]
    rows = []
    for group in told["groups"]:
        rows.append(f'<tr><th colspan="{len(heads) + 2}"><strong>{e(group["name"])}</strong></th></tr>')
        rows += [statement_row(data, statement) for statement in group["statements"]]
    return f"<h2>{e(told['title'])}</h2>{paragraphs(told['notes'])}" + table([names["statement"], "", *heads], rows)


def chart(picture):
    drawn = base64.b64encode(picture["svg"].encode()).decode()
    image = f'<img alt="{e(picture["alt"])}" src="data:image/svg+xml;base64,{drawn}">'
    return f'<h3>{e(picture["name"])}</h3><figure>{image}<p class="quiet">{e(picture["alt"])}</p></figure>'


def opening(data):
    head, summary, names = data["head"], data["summary"], data["columns"]
    rows = [figure_row(data, of, [], [of["change"] or ""]) for of in summary["rows"]]
    score = summary["rows"][0]
    return (
        f'<div class="set"><span class="house">{e(data["paper"]["organisation"])}</span>'
        f'<span class="running">{e(data["paper"]["running"])}</span></div>'
        f'<p class="quiet">{e(head["above"])}</p><h1>{e(head["unit"])}</h1><p>{e(head["subtitle"])}</p>'
        f'<p class="quiet">{e(head["asked"])}</p><h2>{e(summary["title"])}</h2>'
        f'<div class="large">{e(score["figure"]["text"])}</div><p><strong>{e(score["name"])}</strong> {e(summary["scale"])}</p>'
        + paragraphs(summary["sentences"])
        + paragraphs([summary["lead"]])
        + table([names["subject"], names["figure"], names["range"], "", names["change"]], rows)
    )


def pages(data):
    names, trend, inside, actions, adviser = (data[key] for key in ("columns", "trend", "inside", "actions", "adviser"))
    rows = [figure_row(data, of, [of["answered"] or ""], []) for of in inside["rows"]]
    done = [row(e(action["what"]), [e(action["by"]), e(action["when"])]) for action in actions["rows"]]
    return (
        opening(data)
        + f'<div class="card">{part(data["not_said"])}</div>'
        + f"<h2>{e(trend['title'])}</h2>{paragraphs([trend['lead']])}{''.join(map(chart, trend['charts']))}"
        + f"<h2>{e(inside['title'])}</h2>{paragraphs([inside['lead']])}"
        + table([names["unit"], names["answers"], names["figure"], names["range"], ""], rows)
        + statements(data)
        + f"<h2>{e(actions['title'])}</h2>{paragraphs([actions['lead']])}"
        + table([actions["columns"][column] for column in ("what", "by", "when")], done)
        + f'<h2 class="new">{e(data["how_title"])}</h2>'
        + "".join(f'<div class="half">{part(how)}</div>' for how in data["how"])
        + f'<div class="card"><h3>{e(adviser["title"])}</h3>{paragraphs([adviser["lead"], adviser["name"], *adviser["lines"]])}</div>'
    )


def document(data):
    paper = data["paper"]
    head = f'<meta charset="utf-8"><title>{e(paper["title"])}</title>'
    return f'<!DOCTYPE html><html lang="{paper["language"]}"><head>{head}</head><body>{pages(data)}</body></html>'


fonts = FontConfiguration()
css = weasyprint.CSS(string=CSS.replace("FONTS", sys.argv[1]), font_config=fonts)
print(weasyprint.__version__, flush=True)
for told in sys.stdin:
    html = document(json.loads(told))
    begun = time.process_time()
    printed = weasyprint.HTML(string=html).render(stylesheets=[css], font_config=fonts, pdf_variant="pdf/ua-1")
    pdf = printed.write_pdf(pdf_variant="pdf/ua-1")
    print(len(printed.pages), time.process_time() - begun, flush=True)
    if len(sys.argv) > 2:
        open(sys.argv[2], "wb").write(pdf)
