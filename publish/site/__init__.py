"""What the site's own pages show: each module asks the database for one kind of page."""
