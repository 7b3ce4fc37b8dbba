"""A page and the markup in it."""

import collections
import html.parser
import re


class Structure(html.parser.HTMLParser):
    """What the structure of a page is judged by."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.counts = collections.Counter()
        self.ids = collections.Counter()
        self.links, self.levels, self.head = [], [], []
        self.attributes = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.counts[tag] += 1
        if tag == "meta":
            self.head.append(values)
        if "id" in values:
            self.ids[values["id"]] += 1
        if tag == "a" and values.get("href", "").startswith("#"):
            self.links.append(values["href"][1:])
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        self.attributes.append((tag, values))


class Document:
    """A finished page on disk."""

    def __init__(self, path):
        self.path = path
        self.text = path.read_bytes().decode("utf-8")
        self.structure = Structure(self.text)
        self.is_report = "<figure" in self.text
        # Of two studies: both of everything that a report of one has.
        self.is_comparison = '<div class="columns' in self.text

    def addresses(self, kind):
        """All `data:` addresses of a media type that the page carries."""
        return re.findall(rf'"(data:{re.escape(kind)}[;,][^"]*)"', self.text)
