"""A paper as an independent program reads it: lines as they lie on the page, without its margins. Knows no figure."""

import re
import subprocess
from collections import Counter

# Stands where a page ended: a table that goes on has its heads once more there.
BREAK = "\f"
# Ends the first part of a word that goes on in the next line.
SOFT_HYPHEN = "\xad"


class Unreadable(AssertionError):
    """Something is not where it should be."""


def lines_of(pdf, running, footer):
    """The lines of `pdf`; each page ends with a line like `footer`, and from the second on begins with `running`."""
    told = subprocess.run(["pdftotext", "-layout", "-enc", "UTF-8", str(pdf), "-"], check=True, capture_output=True)
    pages = [page for page in told.stdout.decode("utf-8").split("\f") if page.strip()]
    found = []
    for number, page in enumerate(pages, 1):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        if squeezed(lines.pop()) != footer.replace("#1", str(number)).replace("#2", str(len(pages))):
            raise Unreadable("page %d has no number" % number)
        if number > 1:
            if lines.pop(0) != running:
                raise Unreadable("page %d does not say what it is from" % number)
            found.append(BREAK)
        found.extend(lines)
    return found


def squeezed(line):
    return " ".join(line.split())


def sections_of(lines, headings):
    """The lines below each of `headings`, in the order of the paper."""
    found, name = {}, None
    for line in lines:
        if line in headings and line not in found:
            name = line
            found[name] = []
        elif name:
            found[name].append(line)
    return found


def words_of(texts):
    """How often each word stands in `texts`."""
    return Counter(word for text in texts for word in text.split() if word != BREAK)


def begins(line, label):
    """Whether `line` may be the first of a row called `label`, which may go on below."""
    first = re.split(r"\s{2,}", line)[0]
    return line != BREAK and (label == first or label.startswith(first + " ") or first.startswith(label + " "))


def rows_of(lines, labels, ends):
    """What is above a table, then the lines of each of its rows, then what is below it.

    A row begins where its label does; below the last row stands a line that begins with one of `ends`.
    """
    starts, after = [], 0
    for label in labels:
        here = next((at for at in range(after, len(lines)) if begins(lines[at], label)), None)
        if here is None:
            raise Unreadable("there is no row “%s”" % label)
        starts.append(here)
        after = here + 1
    # No line begins with one of no ends.
    end = next((at for at in range(after, len(lines)) if lines[at].startswith(tuple(ends))), len(lines))
    bounds = [*starts, end]
    return lines[: bounds[0]], [lines[a:b] for a, b in zip(bounds, bounds[1:])], lines[end:]


def differences(found, expected):
    """What of the words `expected` is missing, and what else is there; a word may be parted at the end of a line."""
    missing, strange = expected - found, found - expected
    for first in [word for word in strange.elements() if word.endswith(SOFT_HYPHEN)]:
        for whole in [word for word in missing if missing[word] > 0 and word.startswith(first[:-1])]:
            last = whole[len(first) - 1 :]
            if strange[last] > 0 and strange[first] > 0:
                missing[whole] -= 1
                strange[first] -= 1
                strange[last] -= 1
    return sorted((+missing).elements()), sorted((+strange).elements())
