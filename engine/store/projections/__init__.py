"""What can be made again from bytes and ledger: the graphs of the store and the columns of its cases, never truth themselves."""
