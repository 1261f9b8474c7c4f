"""Charts of the model drawn with pyqtgraph, on the screen and as pictures."""

from gui.charts import pyqtgraph_qt  # noqa: F401 - before any module here imports pyqtgraph
