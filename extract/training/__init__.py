"""How the weights in assets/models were made and how they are measured (`pip install 'onrecord[train]'`).

`python -m extract.training --help` lists the steps; each is rerunnable on one's own data, one JSON object a line:
`{"id", "text", "attributions": [{"content": [[start, end], …], "cue": […], "source": […]}]}`, offsets in code points.
"""
