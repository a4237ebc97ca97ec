"""How pages that are taken away look: newsprint by day and by night, on a screen, on paper, in a book."""

from __future__ import annotations

_ARTICLE = """\
h1, h2, h3, h4, h5, h6 { line-height: 1.2; text-wrap: balance; break-after: avoid; font-weight: 700; }
h3, h4, h5, h6 { margin: 1.6em 0 .5em; font-size: 1.05em; }
p { margin: 0 0 .9em; }
blockquote { margin: 1.2em 0; padding: 0 0 0 1em; border-left: 2px solid; border-left-color: currentColor; }
pre { overflow-x: auto; white-space: pre-wrap; font-size: .85em; line-height: 1.4; }
.table { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9em; margin: 1em 0; }
th, td { padding: .25em .9em .25em 0; text-align: start; vertical-align: top; }
th { border-bottom: 1px solid; }
.about { font-size: .85em; font-style: normal; }
.credit { font-style: italic; }
.picture { font-style: italic; }
.original, .definition { font-size: .8em; overflow-wrap: anywhere; }
.related { margin-top: 1.6em; font-size: .9em; }
.related h2, .related h3 { margin: 0 0 .3em; font-size: .85em; letter-spacing: .06em;
  text-transform: uppercase; }
.related ul { margin: 0 0 1em; padding-inline-start: 1.2em; }
"""

BOOK = (
    "body { line-height: 1.45; }\nh1 { font-size: 1.5em; margin: 1em 0 .4em; text-align: start; }\n"
    + _ARTICLE
)
"""For an EPUB: the reading device chooses type, size and colours."""

SCREEN = (
    """\
:root { color-scheme: light dark; --page: #fbf9f4; --ink: #22201c; --quiet: #6b665d; --rule: #d9d3c6;
  --link: #7a3b1d; }
@media (prefers-color-scheme: dark) {
  :root { --page: #191816; --ink: #dcd7cc; --quiet: #9a9488; --rule: #3a3731; --link: #e0a37e; }
}
* { box-sizing: border-box; }
html { font-size: 112.5%; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 2.5rem 1.25rem 6rem; max-width: 38rem; background: var(--page);
  color: var(--ink); font-family: Charter, "Iowan Old Style", "Source Serif 4", Georgia, "Noto Serif", serif;
  line-height: 1.55; overflow-wrap: break-word; hyphens: auto; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .15em; }
header h1 { font-size: 2rem; margin: 0 0 .2em; }
nav { margin: 1.5rem 0 0; }
summary { cursor: pointer; color: var(--quiet); }
nav ol { padding-inline-start: 2.6em; }
nav li { margin: .35em 0; }
nav li a { text-decoration: none; color: inherit; }
nav li a:hover { text-decoration: underline; }
nav li::marker, .about, .credit, .original, .original a, .definition, .related h3 { color: var(--quiet); }
article { border-top: 1px solid var(--rule); margin-top: 3rem; padding-top: 2rem;
  content-visibility: auto; contain-intrinsic-size: auto 60rem; }
main > article:only-child { border-top: 0; margin-top: 0; padding-top: 0; }
h2 { font-size: 1.6rem; margin: 0 0 .3em; }
h2 + .about { margin-bottom: 1.4em; }
blockquote, th { border-color: var(--rule); }
hr { border: 0; border-top: 1px solid var(--rule); margin: 1.8em 25%; }
"""
    + _ARTICLE
    + """\
@media print {
  :root { --page: #fff; --ink: #000; --quiet: #444; --link: #000; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  article { break-before: page; border-top: 0; content-visibility: visible; }
  nav li a::after { content: none; }
}
"""
)
"""For the HTML file."""
