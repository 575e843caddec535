#!/usr/bin/env python3
"""Make the fonts of this folder from Debian's packages.

Needs: fonts-noto-cjk, fonts-noto-cjk-extra, fonts-lxgw-wenkai, python3-fonttools.
Run:   python3 subset.py            (every face)
       python3 subset.py KejiKai    (faces whose file name begins with the word)

Every face is renamed: "LXGW" and the Chinese name of the kai face are reserved font
names, and a subset of the others must not be taken for the whole font either.
The same inputs give the same bytes: no time stamp of the run goes into a file.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

HERE = Path(__file__).resolve().parent
NOTO = Path("/usr/share/fonts/opentype/noto")
WENKAI = Path("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf")

# Index of the Simplified Chinese face within Debian's collections.
SIMPLIFIED = {"serif": "Noto Serif CJK SC", "sans": "Noto Sans CJK SC"}

# Seen in people's names, and outside the 8105.
NAMES = "𠮷喆堃赟頔翀昇淼犇骉燚垚甡囍㑇㛃䶮𬭎𫖯"


def span(first, last):
    return set(range(first, last + 1))


def signs():
    """What stands between the ideographs of an official paper."""
    wanted = set()
    wanted |= span(0x20, 0x7E) | span(0xA0, 0x17F)          # Latin
    wanted |= span(0x1CD, 0x1DC) | {0x251, 0x261}             # pinyin with tones
    wanted |= span(0x2B9, 0x2DD)                              # modifier letters
    wanted |= span(0x391, 0x3C9) | span(0x401, 0x451)         # Greek, Cyrillic
    wanted |= span(0x2010, 0x205E)                            # dashes, quotes, ellipsis
    wanted |= span(0x2070, 0x209C) | span(0x20A0, 0x20BF)     # superscripts, currency
    wanted |= span(0x2100, 0x218B)                            # ℃ № Roman numerals
    wanted |= span(0x2190, 0x21FF) | span(0x2200, 0x22FF)     # arrows, mathematics
    wanted |= span(0x2460, 0x24FF) | span(0x2776, 0x2793)     # ① (1) ❶
    wanted |= span(0x2500, 0x25FF)                            # boxes, geometry
    wanted |= span(0x2600, 0x266F) | span(0x2713, 0x271C)     # ☆ ✓
    wanted |= span(0x2E80, 0x2FDF)                            # radicals
    wanted |= span(0x3000, 0x303F) | span(0x3040, 0x30FF)     # CJK signs, kana
    wanted |= span(0x3105, 0x312F) | span(0x3200, 0x33FF)     # bopomofo, ㈠ ㎡
    wanted |= span(0xFE10, 0xFE4F) | span(0xFF00, 0xFFEF)     # vertical and full width
    return wanted


def standard_8105():
    text = (HERE / "characters" / "general_standard_characters_8105.txt").read_text("utf-8")
    found = {ord(ch) for ch in text if not ch.isspace()}
    if len(found) != 8105:
        sys.exit(f"the list holds {len(found)} characters, not 8105")
    return found


def gb18030_level_2():
    """Unified ideographs, extension A, compatibility, and the rare ones for names."""
    return (
        span(0x4E00, 0x9FFF)
        | span(0x3400, 0x4DBF)
        | span(0xF900, 0xFAD9)
        | span(0x20000, 0x3134F)
    )


FACES = [
    # file, family, style, source, which ideographs
    ("KejiSerif-Regular.otf", "Keji Serif", "Regular", ("serif", "NotoSerifCJK-Regular.ttc"), gb18030_level_2),
    ("KejiSerif-Bold.otf", "Keji Serif", "Bold", ("serif", "NotoSerifCJK-Bold.ttc"), standard_8105),
    ("KejiSans-Regular.otf", "Keji Sans", "Regular", ("sans", "NotoSansCJK-Regular.ttc"), standard_8105),
    ("KejiSans-Bold.otf", "Keji Sans", "Bold", ("sans", "NotoSansCJK-Bold.ttc"), standard_8105),
    ("KejiKai-Regular.ttf", "Keji Kai", "Regular", WENKAI, standard_8105),
]


def load(source):
    if isinstance(source, Path):
        return TTFont(source, recalcTimestamp=False)
    kind, name = source
    for font in TTCollection(NOTO / name).fonts:
        if font["name"].getDebugName(1).startswith(SIMPLIFIED[kind]):
            font.recalcTimestamp = False
            return font
    sys.exit(f"{name} has no face {SIMPLIFIED[kind]}")


def rename(font, family, style):
    table = font["name"]
    keep = {n.nameID: n.toUnicode() for n in table.names if n.nameID in (0, 13, 14)}
    table.names = []
    postscript = family.replace(" ", "") + "-" + style
    for ident, text in sorted({
        **keep,
        1: family,
        2: style,
        3: postscript + ";subset",
        4: f"{family} {style}",
        5: "Version 1.000",
        6: postscript,
    }.items()):
        table.setName(text, ident, 3, 1, 0x409)
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames[0] = postscript
        top = cff.topDictIndex[0]
        top.FullName, top.FamilyName = f"{family} {style}", family
        for key in ("Notice", "Copyright"):
            if key in top.rawDict:
                del top.rawDict[key]
    # What a style-linked family needs: weight class, bold bits.
    font["OS/2"].usWeightClass = 700 if style == "Bold" else 400
    selection = font["OS/2"].fsSelection & ~0b1100001
    font["OS/2"].fsSelection = selection | (0b100000 if style == "Bold" else 0b1000000)
    font["head"].macStyle = 1 if style == "Bold" else 0


def make(file, family, style, source, ideographs):
    font = load(source)
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["ccmp", "calt", "kern", "liga", "mark", "mkmk"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx", "DSIG", "meta"]
    options.ignore_missing_unicodes = True
    job = subset.Subsetter(options)
    job.populate(unicodes=signs() | ideographs() | {ord(ch) for ch in NAMES})
    job.subset(font)
    rename(font, family, style)
    font.save(HERE / file)
    size = (HERE / file).stat().st_size / 1e6
    print(f"{file}: {len(font.getBestCmap())} characters, {size:.1f} MB", flush=True)


def ranges(characters):
    """Sorted runs, `3400-4DBF` or a single `3007`."""
    runs = []
    for ch in sorted(characters):
        if runs and runs[-1][1] == ch - 1:
            runs[-1][1] = ch
        else:
            runs.append([ch, ch])
    return [f"{a:X}-{b:X}" if a != b else f"{a:X}" for a, b in runs]


def write_coverage():
    """The table that the program reads: what the body's face has, and what only others have."""
    body = set(TTFont(HERE / FACES[0][0]).getBestCmap())
    others = set()
    for face in FACES[1:]:
        others |= set(TTFont(HERE / face[0]).getBestCmap())
    lacking = standard_8105() - body
    if lacking:
        sys.exit(f"the body's face lacks {[chr(ch) for ch in sorted(lacking)]}")
    lines = ["body", *ranges(body), "others", *ranges(others - body)]
    (HERE / "coverage.txt").write_text("\n".join(lines) + "\n", "utf-8")
    print(f"coverage.txt: {len(body)} + {len(others - body)} characters", flush=True)


if __name__ == "__main__":
    words = sys.argv[1:]
    for face in FACES:
        if not words or any(face[0].startswith(word) for word in words):
            make(*face)
    write_coverage()
