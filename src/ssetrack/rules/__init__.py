"""What is wrong in plans: one function for each rule, in a module for each family or a part of it."""
