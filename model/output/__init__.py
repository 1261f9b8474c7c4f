"""What is written of a project: reports and tables, a headline, a paragraph."""
