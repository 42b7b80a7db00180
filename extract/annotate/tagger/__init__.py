"""The token tagger: text, paragraphs and quotation marks in, source, cue and content spans with probabilities out.

`extract.annotate.tagger.tagger.Tagger` is the door; import it from there, so that onnxruntime loads only where it is
used.
"""
