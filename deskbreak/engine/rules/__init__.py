"""The rules of docs/behaviour.md, a module a group; each takes the turn under way and changes it."""
