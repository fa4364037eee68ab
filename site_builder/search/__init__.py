"""The search index: what readers' browsers look words up in, as plain files."""
