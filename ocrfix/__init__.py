"""ocrfix repairs OCR damage in German government documents.

Bird's-eye view: :mod:`ocrfix.pipeline` names the order of the stages, :mod:`ocrfix.model` the types they
speak. Start reading there.
"""

__version__ = "0.1.0"
