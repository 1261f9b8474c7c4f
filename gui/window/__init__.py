"""The main window: actions, menus, panes, and the controllers between them."""
