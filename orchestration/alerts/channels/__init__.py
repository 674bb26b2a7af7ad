"""The ways out: each takes a message and either has it accepted or says how it was refused."""
