"""The windows that are opened at one's wish, a module each: what they show is read here, what they wish carried out."""
