"""Made-up words, people and pictures. Nothing here is anybody's."""

import random
import re
import struct
import zlib


def listed(text):
    return [" ".join(entry.split()) for entry in text.split("|")]


WHO = listed("""the head of circulation|my director|a cataloger down the hall|the night supervisor|our archivist|the friend who
hired me|a board member|the vendor's man|the new dean|a retired bindery clerk|my oldest colleague|the union steward|a
trustee with a ladder|the map librarian|our one volunteer|the children's desk|the consortium|a patron in a green coat|
somebody in payroll|the interim head|an aunt of mine|the search committee|the reading group|my former professor""")
DID = listed("""asked about|wanted to close|put off|explained|could not find|wrote a memo on|kept a ledger of|had opinions about|
lost the key to|moved|counted|praised|inherited|renamed|defended|described|weighed|photographed|forgot about|took over|
quietly mended|set a date for|apologized for|drew a diagram of""")
WHAT = listed("""the microfilm cabinets|the second certificate|a five-year plan|the serials budget|our discovery layer|the
authority file|the bookmobile|a shelf of ledgers|the old accession books|the law collection|a grant for scanning|the
interlibrary loan office|the staff lounge kettle|the metadata workshop|a box of glass negatives|the evening shift|the
salary survey|the basement stacks|our reference desk|the records schedule|a course in statistics|the annual report|the
weeding list|the rare book room|the summer reading posters|the help line|the card catalog|a postdoc in preservation""")
WHEN = listed("""in the week after the flood|before the auditors came|since library school|on a slow Tuesday|at the holiday
lunch|over eleven years|while the elevator was out|by the end of the grant|in a hallway|without being asked|twice in
one month|between two reorganizations|as the snow came down|with some relief|the day I was hired|during the inventory|
and nobody objected|and I agreed|for less money than before|in two different counties""")
THEN = listed("""I have not slept well since.|That was in March.|Nobody wrote it down.|It is the only part I miss.|I would do it
again.|You may draw your own conclusion.|The numbers say otherwise.|Ask for it in writing.|Is that normal?|What would you
do?|A certificate would not have helped.|Experience did.|We had 1,395 of them.|It took six weeks and a hand truck.|The
café across the street did better.|She called it a “stretch assignment”.|He said — twice — that it was temporary.|I don't
know whom to ask.|It isn't mine to give away.|So I made a list…|My résumé says so, too.""")
OPEN = listed("""Last spring|As it happens,|For the record,|To begin with,|In my first post,|Some time ago|Before you ask:|
These days|In a good year|After the merger|At the branch,|In our county|Years later|On paper,""")
TITLES = listed("""Is {} worth it?|What to say when {} is yours|Leaving {} behind|A second look at {}|Who pays for {}?|How do I ask
for {}|Three years with {}|The trouble with {}|On inheriting {}|Starting over with {}""")
FIRST = "Odile Bram Petra Ansel Wilma Corin Hilda Jonas Ruth Emeka Agnes Halvard Moira Kenji Paloma Otto Selma Idris Greta Marek".split()
LAST = "Quillfeather Marlow Oatley Brandt Vesper Tolland Ashgrove Pemberly Okoro Lindqvist Farrow Castellan Huxtable Novak Thorne".split()
PEN_NAMES = listed("""Stuck in the Stacks|Overdue in Ohio|Shelved|Between Two Desks|Cataloging My Regrets|Grant Funded Again|
Perfectly Quiet|Late Bloomer|Weeded Out|Uncertain in Serials""")
SUBJECTS = listed("""Careers|Cataloging|Certificates|Archives|Rare Books|Metadata & Systems|Salaries|Interviews|Management|Night
Shifts|Moving|Résumés|Science Fiction & Fantasy|Library School|Public Libraries|Law Libraries|Αρχεία|Records Management|
Preservation|Leaving""")


def number(*parts):
    """A generator of random numbers that belongs to one thing, so that files can be streamed in any order."""
    return random.Random("-".join(str(part) for part in parts))


def slug_of(title):
    """The slug that WordPress would make of an ASCII title."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


class Prose:
    """Sentences of librarians. Each paragraph holds a word that is in no other: `w` and a number in hex."""

    def __init__(self, seed):
        self.random = random.Random(f"prose-{seed}")
        self.tokens = 0
        self.pool = [self._sentence() for _ in range(4000)]

    def _sentence(self):
        pick = self.random.choice
        form = self.random.random()
        if form < 0.25:
            return pick(THEN)
        start = f"{pick(OPEN)} {pick(WHO)}" if form < 0.5 else pick(WHO)
        sentence = f"{start} {pick(DID)} {pick(WHAT)} {pick(WHEN)}"
        if form > 0.85:
            sentence += f", and {pick(WHO)} {pick(DID)} {pick(WHAT)}"
        return sentence[0].upper() + sentence[1:] + pick(".....?")

    def token(self):
        self.tokens += 1
        return f"w{self.tokens:04x}"

    def sentence(self):
        return self.random.choice(self.pool)

    def paragraph(self, sentences=0):
        chosen = self.random.choices(self.pool, k=sentences or self.random.randint(2, 6))
        chosen[self.random.randrange(len(chosen))] += f" See {self.token()} for that."
        return " ".join(chosen)

    def phrase(self):
        return f"{self.random.choice(WHAT)} {self.token()}"

    def long(self, words):
        """One paragraph of about as many words."""
        text = self.paragraph()
        while text.count(" ") < words:
            text += " " + self.sentence()
        return text


def title_of(seed, index):
    random_ = number(seed, "title", index)
    return random_.choice(TITLES).format(random_.choice(WHAT)) + f" No. {index + 1}"


def person(index):
    return f"{FIRST[index % len(FIRST)]} {LAST[(index // len(FIRST) + index) % len(LAST)]}"


def picture(index, kind, width=12, height=9):
    """The bytes of a small valid picture; no two are alike."""
    if kind == "png":
        return png(index, width, height)
    if kind == "gif":
        color = bytes([index & 255, index >> 8 & 255, index >> 16 & 255])
        return b"GIF89a" + struct.pack("<HH", 1, 1) + b"\x80\0\0" + color + b"\xff\xff\xff,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
    return jpeg(index, width, height)


def png(index, width, height):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    color = bytes([index & 255, index >> 8 & 255, index >> 16 & 255])
    rows = (b"\0" + color * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def jpeg(index, width, height):
    """Baseline, gray, one DC value for all blocks."""

    def segment(marker, data):
        return bytes([255, marker]) + struct.pack(">H", len(data) + 2) + data

    blocks = ((width + 7) // 8) * ((height + 7) // 8)
    gray = index % 63 + 64  # 7 bits, so category 7: code 11110
    bits = "11110" + format(gray, "07b") + "0" + "000" * (blocks - 1)
    bits += "1" * (-len(bits) % 8)
    data = bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)).replace(b"\xff", b"\xff\0")
    dc = bytes([0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]) + bytes(range(12))
    ac = bytes([1] + [0] * 15) + b"\0"
    return (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
        + segment(0xFE, f"No. {index}".encode())
        + segment(0xDB, b"\0" + b"\x04" * 64)
        + segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
        + segment(0xC4, b"\0" + dc)
        + segment(0xC4, b"\x10" + ac)
        + segment(0xDA, b"\1\1\0\0\x3f\0")
        + data
        + b"\xff\xd9"
    )
