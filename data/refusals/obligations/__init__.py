"""What is said of registers, statements and agreements: what the organisation owes."""
