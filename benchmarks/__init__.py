"""Speed and accuracy of ocrfix, measured: one program each for peers, cold start and reliability (see README.md)."""
