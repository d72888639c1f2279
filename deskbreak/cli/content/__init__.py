"""Commands about what there is to do: routines and exercises, listed, shown, made into pictures and onto paper."""
