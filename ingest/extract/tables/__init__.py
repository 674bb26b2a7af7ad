"""Tables: header, rows and cells of amount tables and of indicator forms."""
