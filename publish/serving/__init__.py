"""What stands between the public and the database: limits, headers, readers' own SQL in processes apart."""
