"""Charts of the model drawn on the screen, with pyqtgraph, and as pictures, without it."""
