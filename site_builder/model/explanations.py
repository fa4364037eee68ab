"""What `explain` says beyond the one line of a code: why the rule is there, and what to do."""

from __future__ import annotations

EXPLANATIONS: dict[str, str] = {
    "SB230": """\
A quotation of four words or more has to stand word for word in an article that the briefing cites. Capitals,
punctuation, kinds of quotes and dashes and spaces do not count; words in [brackets] and an ellipsis stand for words
that were changed or left out. The message names the nearest passage and what differs. Correct the quotation, or turn
it into words of your own without quotes. Where the words are no quotation (a title, a manner of speaking), say so:

  allow:
    - rule: SB230
      text: the words that are meant
      reason: the title of a film""",
    "SB231": """\
A number, a percentage, an amount of money, a date or a count in words has to occur in the articles that a statement
rests on, in any form: 1.2 million is 1,200,000, Feb. 19 is 19 February, thirteen thousand is 13 000. The date of the
article's own record counts as well. A figure that you worked out yourself needs an entry in `allow`, with the
reason.""",
    "SB232": """\
A person or organisation that a key point names, that speaks, or that a cited passage links has to occur in the
article under its name or an alias of entities.yml. Add the form that the article uses to the aliases, or correct the
name.""",
    "SB233": """\
A briefing carries the date and the publisher of an article that it cites, and its language unless it is a translation
(`translation_of`). Correct whichever is wrong: the briefing, or content/articles/ID/article.yml.""",
    "SB234": """\
The words or the figure stand in the article, but not in the paragraph that is cited for them. Cite the paragraph that
the message names.""",
    "SB235": "Readers can check a statement only if it says where it comes from: add `evidence: p4`.",
    "SB236": """\
The text, the seal or the original bytes of an article are not those that its record tells of, so that nothing that
rests on them can be trusted. Ingest the article again, or seal it again where its text is.""",
    "SB237": """\
Nothing can be checked against an article that is not there. Ingest it again; or, where its text may not be passed on,
run `site-builder seal` where the text is and commit `content/articles/ID/seal.json`.""",
    "SB238": """\
A seal can answer for runs of five words. A shorter quotation, or one cut into short pieces, can be checked only where
the article's text is.""",
    "SB239": "An exception that nothing needs hides the next mistake: remove it from `allow`.",
    "SB240": "Two records whose names differ by a letter are usually one, and split its briefings over two pages.",
    "SB241": "Nobody comes to a page that nothing links, and a record that nothing names is usually a left-over.",
    "SB242": """\
UTF-8 that was read as Windows-1252 (Ã© for é), lost letters, or characters that command rather than say something.
`site-builder check --fix` mends what can be told for certain.""",
    "SB801": """\
No briefing meets all conditions of an export, or the topic or entity has another name. Drafts are never exported, and
where days are named, briefings without a date are not.""",
    "SB802": """\
`export pdf` needs WeasyPrint (`pip install 'site-builder[pdf]'`), and a site with `search: {engine: pagefind}` needs
Pagefind (`pip install 'pagefind[bin]'`). Where it is there and failed, the message has its last words.""",
    "SB248": "The address did not answer, or answered with an error, when `--external` asked for it.",
    "SB308": """\
Every page says its language (`<html lang>`, and `dir="rtl"` where it is written from right to left), has a <title>, one
<h1>, one <main>, a first link that skips to it, and a viewport. Most of it belongs into the theme's base.html.""",
    "SB309": """\
An id stands once on a page, or links and labels lead to the wrong place; headings go down one level at a time, or
readers who jump from heading to heading miss a step.""",
    "SB310": """\
The response headers of the site allow no script and no style within a page, so browsers leave them out. Put them into a
file of the theme's assets/, and name it with `asset("file.css")`.""",
    "SB311": """\
Somebody's text was taken for HTML: a headline could then run a script. Everything that a template prints with `{{ }}`
is escaped; look for an attribute without quotes around it.""",
    "SB312": "Where a language lacks a word, readers get it in the site's language or in English.",
    "SB313": "Many people cannot read text that is too like its paper: WCAG 2.2 asks for a contrast of 4.5 to 1.",
}
