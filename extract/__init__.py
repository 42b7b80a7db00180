"""onrecord's engine: articles in, annotations out, kept and exported. Nothing heavy is loaded on import."""

__version__ = "0.1.0"
