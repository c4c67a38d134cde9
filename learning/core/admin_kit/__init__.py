"""Parts of the admin that several apps use: bulk actions on chosen rows."""
