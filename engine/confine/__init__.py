"""What a stranger hands in is read, and a stranger's query asked, only in a child that can be killed."""
